import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from '../test/texts'
import { SetPolicy, TypedPolicy } from './input'
import { effectivePolicies, ofEachPolicy, ofPolicy, policies } from './policies'
import { isLooser, outOfBounds } from './policy'

const domains = policies.allowedEmailDomains.key
const lifetime = policies.sessionLifetime.key
const sharing = policies.shareAcrossWorkspaces.key
const { trashPeriod, shortestTrashPeriod, longestTrashPeriod } = policies

test('every policy is asked, once, and by its own key', () => {
  expect(ofEachPolicy((policy) => policy.key)).toEqual(Object.values(policies).map((policy) => policy.key))
  for (const { key } of Object.values(policies)) expect(ofPolicy(key, (policy) => policy.key)).toBe(key)
  expect(() => ofPolicy('none', () => true)).toThrow('none')
})

describe('[POL-1] what holds is the organization’s value combined with the workspace’s', () => {
  test('the default where nobody has chosen', () => {
    const initial = {
      allowedEmailDomains: null,
      localUsers: true,
      sessionLifetime: 336,
      shareAcrossWorkspaces: false,
      workspaceStorage: null,
      userStorage: null,
      trashPeriod: 30,
      shortestTrashPeriod: 1,
      longestTrashPeriod: 365,
    }
    expect(effectivePolicies({}, null)).toEqual(initial)
    expect(effectivePolicies({ [lifetime]: null }, { [sharing]: null })).toEqual(initial)
  })
  test.each([
    [null, null, null],
    [['a.org'], null, ['a.org']],
    [null, ['a.org'], ['a.org']],
    [['a.org', 'b.org'], ['b.org', 'c.org'], ['b.org']],
    [['a.org'], ['b.org'], []],
  ] as const)('[INV-4] domains %j and %j: %j', (organization, workspace, expected) => {
    expect(effectivePolicies({ [domains]: organization }, { [domains]: workspace }).allowedEmailDomains).toEqual(
      expected,
    )
  })
  test.each([
    [true, true, true],
    [true, false, false],
    [true, null, true],
    [false, true, false],
    [false, null, false],
  ] as const)('[SHR-3] sharing %j and %j: %j', (organization, workspace, expected) => {
    const held = effectivePolicies({ [sharing]: organization }, { [sharing]: workspace })
    expect(held.shareAcrossWorkspaces).toBe(expected)
  })
  test.each([
    [null, null, null],
    [100, null, 100],
    [null, 100, 100],
    [100, 50, 50],
    [50, 100, 50],
  ] as const)('[FIL-10] storage %j and %j: %j', (organization, workspace, expected) => {
    for (const key of ['workspaceStorage', 'userStorage'] as const) {
      const held = effectivePolicies({ [policies[key].key]: organization }, { [policies[key].key]: workspace })
      expect(held[key]).toBe(expected)
    }
  })
  test.each([
    [{}, null, 30],
    [{ days: 10 }, null, 10],
    [{ days: 10 }, 60, 60],
    [{ days: 10 }, 5, 5],
    [{ least: 14 }, 5, 14],
    [{ least: 40 }, null, 40],
    [{ most: 20 }, null, 20],
    [{ most: 20 }, 90, 20],
    [{ days: 10, least: 7, most: 20 }, 7, 7],
  ] as const)('[POL-5] trash period %j and %j: %j', (organization, workspace, expected) => {
    const { days, least, most } = { days: null, least: null, most: null, ...organization }
    const chosen = { [trashPeriod.key]: days, [shortestTrashPeriod.key]: least, [longestTrashPeriod.key]: most }
    expect(effectivePolicies(chosen, { [trashPeriod.key]: workspace }).trashPeriod).toBe(expected)
  })
  test('a sign-in policy has an organization value only, whatever stands with a workspace', () => {
    const own = { [lifetime]: 1, [policies.localUsers.key]: false }
    expect(effectivePolicies({}, own)).toMatchObject({ localUsers: true, sessionLifetime: 336 })
  })
  test('what can no longer be chosen counts as not chosen', () => {
    expect(effectivePolicies({ [lifetime]: 9_999, [domains]: [] }, null)).toEqual(effectivePolicies({}, null))
  })
})

const lists = fc.option(fc.uniqueArray(fc.constantFrom('a.org', 'b.org', 'c.org', 'd.org'), { minLength: 1 }))
describe('[POL-1] a workspace can tighten, never loosen', () => {
  test('whatever both choose, nobody is let in whom the organization keeps out', () => {
    fc.assert(
      fc.property(lists, lists, (organization, workspace) => {
        const { combine } = policies.allowedEmailDomains
        const held = combine(organization, workspace)
        if (organization !== null) expect(organization).toEqual(expect.arrayContaining([...(held ?? ['anybody'])]))
        if (workspace !== null) expect(workspace).toEqual(expect.arrayContaining([...(held ?? ['anybody'])]))
      }),
    )
  })
  test('a choice is looser when less than it would hold', () => {
    const { allowedEmailDomains, shareAcrossWorkspaces, sessionLifetime } = policies
    expect(isLooser(allowedEmailDomains, ['a.org'], ['a.org', 'b.org'])).toBe(true)
    expect(isLooser(allowedEmailDomains, ['a.org', 'b.org'], ['b.org'])).toBe(false)
    expect(isLooser(allowedEmailDomains, null, ['b.org'])).toBe(false)
    expect(isLooser(shareAcrossWorkspaces, false, true)).toBe(true)
    expect(isLooser(shareAcrossWorkspaces, true, false)).toBe(false)
    expect(isLooser(sessionLifetime, 24, 25)).toBe(true)
    expect(isLooser(sessionLifetime, 24, 24)).toBe(false)
    expect(isLooser(policies.userStorage, 100, 101)).toBe(true)
    expect(isLooser(policies.userStorage, null, 101)).toBe(false)
  })
})

test('[POL-5] what cannot be chosen beside the organization’s other choices is told why', () => {
  const chosen = { [shortestTrashPeriod.key]: 7, [longestTrashPeriod.key]: 90 }
  const bounds = 'The organization has set that it is from 7 days to 90 days.'
  expect([6, 7, 90, 91].map((value) => outOfBounds(trashPeriod, chosen, value))).toEqual([bounds, null, null, bounds])
  expect(outOfBounds(shortestTrashPeriod, chosen, 91)).toBe(
    'The longest trash period is 90 days. This one cannot be longer.',
  )
  expect(outOfBounds(longestTrashPeriod, chosen, 6)).toBe(
    'The shortest trash period is 7 days. This one cannot be shorter.',
  )
  expect(outOfBounds(shortestTrashPeriod, chosen, 90)).toBeNull()
  expect(outOfBounds(policies.sessionLifetime, chosen, 2_000)).toBeNull()
})

describe('a value is said as people say it', () => {
  test.each([
    [policies.allowedEmailDomains.words(null), 'Any domain'],
    [policies.allowedEmailDomains.words([]), 'No domain'],
    [policies.allowedEmailDomains.words(['a.org', 'b.org']), 'a.org, b.org'],
    [policies.sessionLifetime.words(1), '1 hour'],
    [policies.sessionLifetime.words(36), '36 hours'],
    [policies.sessionLifetime.words(24), '1 day'],
    [policies.sessionLifetime.words(336), '14 days'],
    [policies.workspaceStorage.words(null), 'No limit'],
    [policies.userStorage.words(1500), '1,500 GiB'],
    [trashPeriod.words(1), '1 day'],
    [trashPeriod.words(1_000), '1,000 days'],
    [policies.localUsers.words(false), 'Identity provider only'],
    [policies.shareAcrossWorkspaces.words(true), 'Everyone'],
  ])('%s', (words, expected) => {
    expect(words).toBe(expected)
  })
})

const place = { workspaceId: null, revision: 0 }
const errorOf = (key: string, value: unknown) => SetPolicy.safeParse({ ...place, key, value }).error?.issues[0]

describe('what is typed becomes a value, or is told what is wrong with it', () => {
  test('domains are one a line, in any letters, with commas and spaces between them, each once', () => {
    const typed = { ...place, key: domains, choice: 'typed', value: ' B.org\n\na.org, b.ORG;c.org ' }
    expect(TypedPolicy.parse(typed).value).toEqual(['a.org', 'b.org', 'c.org'])
    expect(TypedPolicy.safeParse({ ...typed, value: '\n' }).error?.issues[0]).toMatchObject({
      path: ['value'],
      message: 'Enter a domain.',
    })
  })
  test.each([
    [domains, ['ada@example.org'], 'Enter domains like example.org, without the part before the @.'],
    [domains, ['localhost'], 'Enter domains like example.org, without the part before the @.'],
    [domains, Array.from({ length: 101 }, (_, at) => `d${at}.org`), 'At most 100 domains.'],
    [lifetime, 0, 'At least an hour.'],
    [lifetime, 2_161, 'At most 90 days.'],
    [lifetime, 1.5, 'Enter a whole number.'],
    [lifetime, undefined, 'Enter a whole number.'],
  ])('%s, case %#', (key, value, message) => {
    expect(errorOf(key, value)).toMatchObject({ path: expect.arrayContaining(['value']), message })
  })
  test('no choice, and one of two, need no field', () => {
    expect(TypedPolicy.parse({ ...place, key: lifetime, choice: 'none', value: undefined }).value).toBeNull()
    expect(TypedPolicy.parse({ ...place, key: sharing, choice: 'true' }).value).toBe(true)
    expect(TypedPolicy.parse({ ...place, key: sharing, choice: 'false' }).value).toBe(false)
  })
  test('whatever is typed, nothing is thrown, and what passes is a list of domains in small letters', () => {
    fc.assert(
      fc.property(anyText(60), (value) => {
        const read = TypedPolicy.safeParse({ ...place, key: domains, choice: 'typed', value })
        if (read.success) expect(JSON.stringify(read.data.value)).toMatch(/^\["[a-z0-9.,"-]+"\]$/)
      }),
    )
  })
})
