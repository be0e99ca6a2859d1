import { describe, expect, test } from 'vitest'
import {
  mayBeResponsible,
  mayBeRoot,
  mayChangePartnerUsers,
  mayCreatePartner,
  mayDeletePartner,
  mayEditPartner,
  mayLinkUser,
  mayListPartners,
  mayUnlinkUser,
  type RootFacts,
} from './partners'
import { each, everybody, simulation, type Who } from './testing/actors'
import type { Verdict } from './verdict'

const administrators: readonly string[] = [
  'Organization Admin in the Default Workspace',
  'Organization Admin in Simulation',
  'both admins in Simulation',
  'Workspace Admin of Simulation',
] satisfies readonly Who[]

const manager = everybody['Workspace Admin of Simulation']
const partner = { id: 'r-acme', workspaceId: simulation.id }
const plain = {
  state: 'active',
  isOrganizationAdmin: false,
  isWorkspaceAdmin: false,
  isPartnerUser: false,
  partnerId: null,
  responsibleFor: 0,
} as const
const code = (verdict: Verdict) => (verdict.ok ? 'ok' : verdict.code)

// Section 2: partners of a workspace are its administrators', and nobody else's.
describe('partners are made, changed, deleted and filled by the administrators of their workspace', () => {
  test.each(each)('%s', (who, actor) => {
    for (const workspaceId of [simulation.id, 'another']) {
      const isTheirs = workspaceId === simulation.id ? administrators.includes(who) : actor.isOrganizationAdmin
      const there = { ...partner, workspaceId }
      expect(
        [
          mayListPartners(actor, workspaceId),
          mayCreatePartner(actor, workspaceId),
          mayEditPartner(actor, there),
          mayDeletePartner(actor, there),
          mayChangePartnerUsers(actor, there),
          mayLinkUser(actor, there, plain),
          mayUnlinkUser(actor, there, { isOfPartner: true }),
        ].map(code),
      ).toEqual(Array(7).fill(isTheirs ? 'ok' : 'not-administrator'))
    }
  })
})

describe('[PAR-1] a root is a folder that contains no other root and lies in none', () => {
  const folder: RootFacts = { kind: 'folder', place: null, isInHome: false, own: null, above: null, below: null }
  test.each([
    [{}, 'ok'],
    [{ kind: 'file' }, 'no-folder'],
    [{ place: 'root' }, 'root'],
    [{ place: 'homes' }, 'home'],
    [{ place: 'home' }, 'home'],
    [{ isInHome: true }, 'home'],
    [{ above: 'Acme' }, 'inside-root'],
    [{ place: 'partner', below: 'Acme' }, 'contains-root'],
    [{ place: 'partner', own: 'Acme' }, 'root-already'],
  ] as const)('%o: %s', (over, expected) => {
    expect(code(mayBeRoot({ ...folder, ...over }))).toBe(expected)
  })
})

describe('[PAR-1] responsible is an active user of the workspace, and no partner’s', () => {
  test.each([
    [{}, 'ok'],
    [{ state: 'ended' }, 'not-active'],
    [{ state: 'deactivated' }, 'not-active'],
    [{ isPartnerUser: true }, 'partner-user'],
  ] as const)('%o: %s', (over, expected) => {
    expect(code(mayBeResponsible({ ...plain, ...over }))).toBe(expected)
  })
})

describe('[PAR-2] [DEL-4] linked is an active user of the workspace with both roles off', () => {
  test.each([
    [{}, 'ok'],
    [{ isWorkspaceAdmin: true }, 'carries-role'],
    [{ isOrganizationAdmin: true }, 'carries-role'],
    [{ state: 'ended' }, 'ended'],
    [{ state: 'deactivated' }, 'not-active'],
    [{ isPartnerUser: true, partnerId: partner.id }, 'linked'],
    [{ isPartnerUser: true, partnerId: 'r-other' }, 'linked-elsewhere'],
    [{ responsibleFor: 1 }, 'responsible'],
  ] as const)('%o: %s', (over, expected) => {
    expect(code(mayLinkUser(manager, partner, { ...plain, ...over }))).toBe(expected)
  })
})

test('[PAR-2] only who is of a partner is unlinked from it', () => {
  expect(code(mayUnlinkUser(manager, partner, { isOfPartner: false }))).toBe('not-linked')
})

describe('[PAR-4] a partner is deleted by who administers its workspace, and by nobody else', () => {
  test.each(each)('%s', (who, actor) => {
    expect(code(mayDeletePartner(actor, partner))).toBe(administrators.includes(who) ? 'ok' : 'not-administrator')
  })
})
