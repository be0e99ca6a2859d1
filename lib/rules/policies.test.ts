import { describe, expect, test } from 'vitest'
import { mayChooseValue, mayReadPolicies, maySetPolicy, mayUseAddress } from './policies'
import { each, simulation, type Who } from './testing/actors'
import type { Verdict } from './verdict'

const organizationAdmins: readonly string[] = [
  'Organization Admin in the Default Workspace',
  'Organization Admin in Simulation',
  'both admins in Simulation',
] satisfies readonly Who[]
const administrators: readonly string[] = [...organizationAdmins, 'Workspace Admin of Simulation' satisfies Who]

const code = (verdict: Verdict) => (verdict.ok ? 'ok' : verdict.code)

describe('[POL-1] the organization’s values are for Organization Admins, a workspace’s for its administrators', () => {
  test.each(each)('%s', (who, actor) => {
    const ofOrganization = organizationAdmins.includes(who) ? 'ok' : 'not-administrator'
    const ofWorkspace = administrators.includes(who) ? 'ok' : 'not-administrator'
    expect(code(mayReadPolicies(actor, null))).toBe(ofOrganization)
    expect(code(mayReadPolicies(actor, simulation.id))).toBe(ofWorkspace)
    expect(code(maySetPolicy(actor, { scope: 'workspace' }, null))).toBe(ofOrganization)
    expect(code(maySetPolicy(actor, { scope: 'organization' }, null))).toBe(ofOrganization)
    expect(code(maySetPolicy(actor, { scope: 'workspace' }, simulation.id))).toBe(ofWorkspace)
  })
})

describe('[POL-1] a sign-in policy has an organization value only', () => {
  test.each(each)('%s', (who, actor) => {
    const expected = administrators.includes(who) ? 'organization-only' : 'not-administrator'
    expect(code(maySetPolicy(actor, { scope: 'organization' }, simulation.id))).toBe(expected)
  })
})

test('[POL-1] a workspace is never looser than its organization, and is told what that has set', () => {
  expect(mayChooseValue({ outOfBounds: null, isLooser: false, frame: '1 day' })).toEqual({ ok: true })
  expect(mayChooseValue({ outOfBounds: null, isLooser: true, frame: '1 day' })).toEqual({
    ok: false,
    code: 'looser',
    reason: 'A workspace can only be stricter than its organization, which has set: 1 day.',
  })
})

test('[POL-5] nobody chooses what the organization’s least or most leave out, and is told those', () => {
  const outOfBounds = 'The organization has set that it is from 7 days to 90 days.'
  expect(mayChooseValue({ outOfBounds, isLooser: false, frame: '30 days' })).toEqual({
    ok: false,
    code: 'out-of-bounds',
    reason: outOfBounds,
  })
})

describe('[INV-4] an address is at one of the allowed domains', () => {
  test.each([
    ['ada@example.org', null, 'ok'],
    ['ada@example.org', ['example.org'], 'ok'],
    ['ada@example.org', ['example.net', 'example.org'], 'ok'],
    ['ada@example.org', ['example.net'], 'domain-not-allowed'],
    ['ada@example.org', [], 'domain-not-allowed'],
    ['ada@lab.example.org', ['example.org'], 'domain-not-allowed'],
    ['ada@notexample.org', ['example.org'], 'domain-not-allowed'],
  ] as const)('%s of %s: %s', (email, domains, expected) => {
    expect(code(mayUseAddress(email, domains))).toBe(expected)
  })
})
