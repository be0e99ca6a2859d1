import { describe, expect, test } from 'vitest'
import { mayApplyRoster, mayImportRoster } from './rosters'
import { each, everybody, type Who } from './testing/actors'

const organizationAdmins: readonly string[] = [
  'Organization Admin in the Default Workspace',
  'Organization Admin in Simulation',
  'both admins in Simulation',
] satisfies readonly Who[]
const admin = everybody['Organization Admin in Simulation']
const roster = { isApplied: false, changes: 1 } as const

describe('[INV-7] only an Organization Admin imports a roster', () => {
  test.each(each)('%s', (who, actor) => {
    const expected = organizationAdmins.includes(who) ? { ok: true } : { code: 'not-organization-admin' }
    expect(mayImportRoster(actor)).toMatchObject(expected)
    expect(mayApplyRoster(actor, roster)).toMatchObject(expected)
  })
})

test('[INV-5] and only where people may have accounts of the organization’s own', () => {
  const organization = { ...admin.organization, allowsLocalUsers: false }
  const refusal = {
    ok: false,
    code: 'provisioning-only',
    reason: 'This organization takes users only from its identity provider.',
  }
  expect(mayImportRoster({ ...admin, organization })).toEqual(refusal)
  expect(mayApplyRoster({ ...admin, organization }, roster)).toEqual(refusal)
})

test('[INV-7] a roster is applied once, and only for something', () => {
  expect(mayApplyRoster(admin, { ...roster, isApplied: true })).toMatchObject({ code: 'applied' })
  expect(mayApplyRoster(admin, { ...roster, changes: 0 })).toMatchObject({ code: 'nothing-to-do' })
})
