import { describe, expect, test } from 'vitest'
import { organizationSections, ownSections, workspaceSections } from '../portals/pages'
import { actingAsFirst, ownUser, simulation } from '../rules/testing/actors'
import { allowed } from '../rules/verdict'
import { entriesOf } from './entries'
import { bestFirst, hasAnywhere, matching, scoreOf, wordsOf } from './match'

const admin = actingAsFirst(ownUser(simulation, { isOrganizationAdmin: true }))
const entries = entriesOf(admin, { portal: 'workspace', place: simulation, keepsMail: true })
const found = (typed: string) => matching(typed, entries).map(({ label, hint }) => `${label}, ${hint}`)
const named = (label: string, hint = '', also = '') => ({ label, hint, also, verdict: allowed })

describe('what was typed and what it finds', () => {
  test('the beginning of a page’s name finds it', () => {
    expect(found('gro')).toEqual(['Groups, Simulation › Teams'])
    expect(found('kept')).toEqual(['Kept mail, Organization'])
  })
  test('every page of every place is found by its whole name', () => {
    for (const sections of [organizationSections(3, true), workspaceSections(simulation.code), ownSections(null)])
      for (const { label, items } of sections)
        for (const page of items ?? [{ label }])
          expect(matching(page.label, entries).map((entry) => entry.label)).toContain(page.label)
  })
  test('words count in any order, and each of them counts', () => {
    expect(found('log aud')).toEqual(found('audit log'))
    expect(found('audit log')).toEqual(['Audit log, Organization', 'Audit log, Simulation'])
    expect(found('audit log sim')).toEqual(['Audit log, Simulation'])
    expect(found('audit log nowhere')).toEqual([])
  })
  test('letters are compared as names are: case, width and Unicode form make no difference, accents do', () => {
    for (const typed of ['ＧＲＯ', 'GRO', 'g\u200bro']) expect(found(typed)).toEqual(found('gro'))
    expect(scoreOf('zoe\u0308', named('ZOË'))).toBeGreaterThan(0)
    expect(scoreOf('STRASSE', named('straße'))).toBeGreaterThan(0)
    expect(scoreOf('zoe', named('Zoë'))).toBe(0)
  })
  test('other words for a thing find it, where it is alone does not', () => {
    expect(found('log out')).toEqual(['Sign out, '])
    expect(found('users').slice(0, 2)).toEqual(['Members, Organization › Teams', 'Members, Simulation › Teams'])
    expect(found('simulation')).not.toContain('Members, Simulation › Teams')
    expect(found('simulation members')).toEqual(['Members, Simulation › Teams'])
  })
  test('nothing but signs finds nothing', () => {
    for (const typed of ['', '  ', '%', '-', '\\', '›']) expect(found(typed)).toEqual([])
  })
  test('the whole name comes before its beginning, its beginning before a later word, and that before other words', () => {
    const [whole, start, later, other] = [
      named('Lin'),
      named('Linden'),
      named('Ada Lin'),
      named('Ada', '', 'lin'),
    ] as const
    expect(bestFirst('lin', [other, later, start, whole])).toEqual([whole, start, later, other])
  })
  test('what is refused comes last, however well it matches', () => {
    const refused = { ...named('Lin'), verdict: { ok: false, code: 'no', reason: 'No.' } as const }
    expect(bestFirst('lin', [refused, named('Ada', '', 'lin')]).at(-1)).toBe(refused)
  })
  test('an answer is narrowed by what stands anywhere in a name or an address', () => {
    expect(hasAnywhere('afor', named('Lin Okafor'))).toBe(true)
    expect(hasAnywhere('okafor lin', named('Lin Okafor'))).toBe(true)
    expect(hasAnywhere('example', named('Lin', 'lin@example.org'))).toBe(true)
    expect(hasAnywhere('lino', named('Lin Okafor'))).toBe(false)
  })
  test('words part at whatever is no letter and no digit', () => {
    expect(wordsOf('Sign-ins, 04-8473942 › lin.okafor@x.org')).toEqual([
      'sign',
      'ins',
      '04',
      '8473942',
      'lin',
      'okafor',
      'x',
      'org',
    ])
  })
})
