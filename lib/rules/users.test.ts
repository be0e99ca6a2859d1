import { describe, expect, test } from 'vitest'
import { each, everybody, simulation, type Who } from './testing/actors'
import {
  isLastWorkspaceAdmin,
  mayAddUsers,
  mayChangeRolesInWorkspace,
  mayChooseEndDate,
  mayDeactivate,
  mayEditUser,
  mayEndSessionsOf,
  mayEndUser,
  mayGrantOrganizationAdmin,
  mayGrantWorkspaceAdmin,
  mayListUsers,
  mayReactivate,
  mayRevokeOrganizationAdmin,
  mayRevokeWorkspaceAdmin,
  maySendPasswordLink,
  type UserFacts,
} from './users'
import type { Verdict } from './verdict'

const organizationAdmins: readonly string[] = [
  'Organization Admin in the Default Workspace',
  'Organization Admin in Simulation',
  'both admins in Simulation',
] satisfies readonly Who[]
const administrators: readonly string[] = [...organizationAdmins, 'Workspace Admin of Simulation' satisfies Who]

const owner = everybody['Organization Admin in the Default Workspace']
const manager = everybody['Workspace Admin of Simulation']
const system = everybody['Atrium itself']

/** Somebody in Simulation without a role, in an organization with another admin of each kind. */
const plain: UserFacts = {
  id: 'u-grace',
  workspaceId: simulation.id,
  state: 'active',
  isOrganizationAdmin: false,
  isWorkspaceAdmin: false,
  isPartnerUser: false,
  hasEndDate: false,
  otherOrganizationAdmins: 1,
  otherWorkspaceAdmins: 1,
}
const both: UserFacts = { ...plain, isOrganizationAdmin: true, isWorkspaceAdmin: true }
const warned = { isWarned: true } as const
const unwarned = { isWarned: false } as const

const code = (verdict: Verdict) => (verdict.ok ? 'ok' : verdict.code)

describe('[INV-7] only an Organization Admin or the operator adds users without an invitation', () => {
  test.each(each)('%s', (who, actor) => {
    const may = organizationAdmins.includes(who) || who === 'Atrium itself'
    expect(code(mayAddUsers(actor))).toBe(may ? 'ok' : 'not-organization-admin')
  })
})

describe('[DEL-1] every user is listed for Organization Admins, those of a workspace for its administrators', () => {
  test.each(each)('%s', (who, actor) => {
    expect(code(mayListUsers(actor, null))).toBe(organizationAdmins.includes(who) ? 'ok' : 'not-administrator')
    expect(code(mayListUsers(actor, simulation.id))).toBe(administrators.includes(who) ? 'ok' : 'not-administrator')
  })
})

describe('[DEL-2] only an Organization Admin gives and takes roles', () => {
  test.each(each)('%s', (who, actor) => {
    const expected = organizationAdmins.includes(who) ? 'ok' : 'not-organization-admin'
    expect(code(mayGrantOrganizationAdmin(actor, plain))).toBe(expected)
    expect(code(mayGrantWorkspaceAdmin(actor, plain))).toBe(expected)
    expect(code(mayRevokeOrganizationAdmin(actor, both))).toBe(expected)
    expect(code(mayRevokeWorkspaceAdmin(actor, both, unwarned))).toBe(expected)
  })
  test.each(each)('[DEL-2] and nobody in the portal of a workspace: %s', (who, actor) => {
    const expected = organizationAdmins.includes(who) ? 'organization-portal' : 'not-organization-admin'
    expect(code(mayChangeRolesInWorkspace(actor))).toBe(expected)
  })
})

test('[DEL-4] a partner user can hold neither role', () => {
  const user = { ...plain, isPartnerUser: true }
  expect(code(mayGrantOrganizationAdmin(owner, user))).toBe('partner-user')
  expect(code(mayGrantWorkspaceAdmin(owner, user))).toBe('partner-user')
})

test('[DEL-1] the two roles are given and taken each for itself', () => {
  const one = { ...plain, isOrganizationAdmin: true }
  const other = { ...plain, isWorkspaceAdmin: true }
  expect(code(mayGrantWorkspaceAdmin(owner, one))).toBe('ok')
  expect(code(mayGrantOrganizationAdmin(owner, other))).toBe('ok')
  expect(code(mayGrantOrganizationAdmin(owner, one))).toBe('has-role')
  expect(code(mayGrantWorkspaceAdmin(owner, other))).toBe('has-role')
  expect(code(mayRevokeWorkspaceAdmin(owner, one, warned))).toBe('has-no-role')
  expect(code(mayRevokeOrganizationAdmin(owner, other))).toBe('has-no-role')
})

test('[DEL-1] who is locked is given no role, and keeps none that could not be taken', () => {
  for (const [state, refusal] of [
    ['deactivated', 'not-active'],
    ['ended', 'ended'],
  ] as const) {
    expect(code(mayGrantOrganizationAdmin(owner, { ...plain, state }))).toBe(refusal)
    expect(code(mayGrantWorkspaceAdmin(owner, { ...plain, state }))).toBe(refusal)
    expect(code(mayRevokeWorkspaceAdmin(owner, { ...both, state }, unwarned))).toBe('ok')
  }
})

describe('[DEL-3] the last Organization Admin', () => {
  const last = { ...both, otherOrganizationAdmins: 0 }
  test('[DEL-3] is not unticked and not deactivated, not by themselves either', () => {
    const refusal = {
      ok: false,
      code: 'last-organization-admin',
      reason: 'This is the last Organization Admin. Make somebody else one first.',
    }
    expect(mayRevokeOrganizationAdmin(owner, last)).toEqual(refusal)
    expect(mayRevokeOrganizationAdmin(owner, { ...last, id: owner.user.id })).toEqual(refusal)
    expect(mayDeactivate(owner, last, warned)).toEqual(refusal)
    expect(code(mayRevokeWorkspaceAdmin(owner, last, unwarned))).toBe('ok')
  })
  test('[DEL-3] cannot be locked out by the clock: none has an end date, and who has one is made none', () => {
    expect(code(mayGrantOrganizationAdmin(owner, { ...plain, hasEndDate: true }))).toBe('end-date')
    expect(code(mayChooseEndDate(owner, both))).toBe('organization-admin')
  })
})

describe('[WSP-10] whoever leaves a workspace without a Workspace Admin is told so first', () => {
  const last = { ...plain, isWorkspaceAdmin: true, otherWorkspaceAdmins: 0 }
  test('[WSP-10] by unticking, and by deactivating', () => {
    expect(isLastWorkspaceAdmin(last)).toBe(true)
    expect(code(mayRevokeWorkspaceAdmin(owner, last, unwarned))).toBe('leaves-no-workspace-admin')
    expect(code(mayRevokeWorkspaceAdmin(owner, last, warned))).toBe('ok')
    expect(code(mayDeactivate(owner, last, unwarned))).toBe('leaves-no-workspace-admin')
    expect(code(mayDeactivate(owner, last, warned))).toBe('ok')
  })
  test('[WSP-10] not while there is another one, or it has none already', () => {
    expect(isLastWorkspaceAdmin({ ...last, otherWorkspaceAdmins: 1 })).toBe(false)
    expect(isLastWorkspaceAdmin({ ...last, state: 'ended' })).toBe(false)
    expect(isLastWorkspaceAdmin({ ...plain, otherWorkspaceAdmins: 0 })).toBe(false)
  })
})

describe('[DEA-10] [DEL-6] who deactivates whom', () => {
  test.each(each)('%s, a user of Simulation', (who, actor) => {
    expect(code(mayDeactivate(actor, plain, unwarned))).toBe(administrators.includes(who) ? 'ok' : 'not-administrator')
  })
  test('[DEL-6] only an Organization Admin deactivates who carries Workspace Admin', () => {
    const carrier = { ...plain, isWorkspaceAdmin: true }
    expect(mayDeactivate(manager, carrier, warned)).toEqual({
      ok: false,
      code: 'carries-role',
      reason: 'Ask an Organization Admin to remove the role first.',
    })
    expect(code(mayDeactivate(owner, carrier, unwarned))).toBe('ok')
  })
  test('[DEA-10] nor who carries Organization Admin', () => {
    const carrier = { ...plain, isOrganizationAdmin: true }
    expect(code(mayDeactivate(manager, carrier, unwarned))).toBe('carries-role')
    expect(code(mayDeactivate(owner, carrier, unwarned))).toBe('ok')
  })
  test('[DEA-10] nobody deactivates themselves; another user of the same person is separate', () => {
    expect(code(mayDeactivate(owner, { ...both, id: owner.user.id }, unwarned))).toBe('yourself')
    expect(code(mayDeactivate(owner, { ...both, id: 'u-another' }, unwarned))).toBe('ok')
  })
  test('who is deactivated is not deactivated again; who ended still can be', () => {
    expect(code(mayDeactivate(owner, { ...plain, state: 'deactivated' }, unwarned))).toBe('not-active')
    expect(code(mayDeactivate(owner, { ...plain, state: 'ended' }, unwarned))).toBe('ok')
  })
})

describe('[DEA-9] who reactivates', () => {
  test.each(each)('%s, a user of Simulation', (who, actor) => {
    const may = administrators.includes(who)
    expect(code(mayReactivate(actor, { ...plain, state: 'deactivated' }))).toBe(may ? 'ok' : 'not-administrator')
  })
  test('[DEA-9] only who is deactivated; an end date is moved instead', () => {
    expect(code(mayReactivate(owner, plain))).toBe('active')
    expect(code(mayReactivate(owner, { ...plain, state: 'ended' }))).toBe('ended')
  })
})

describe('[USR-2] who gives an end date', () => {
  test.each(each)('%s, to a user of Simulation', (who, actor) => {
    expect(code(mayChooseEndDate(actor, plain))).toBe(administrators.includes(who) ? 'ok' : 'not-administrator')
  })
  test('[USR-2] to whom they may lock: not themselves, not a carrier of a role as Workspace Admin', () => {
    expect(code(mayChooseEndDate(manager, { ...plain, id: manager.user.id }))).toBe('yourself')
    expect(code(mayChooseEndDate(manager, { ...plain, isWorkspaceAdmin: true }))).toBe('carries-role')
    expect(code(mayChooseEndDate(owner, { ...plain, isWorkspaceAdmin: true }))).toBe('ok')
    expect(code(mayChooseEndDate(owner, { ...plain, state: 'deactivated' }))).toBe('not-active')
    expect(code(mayChooseEndDate(owner, { ...plain, state: 'ended', hasEndDate: true }))).toBe('ok')
  })
  test.each(each)('%s, carrying it out', (_, actor) => {
    expect(code(mayEndUser(actor, { isDue: true }))).toBe(actor === system ? 'ok' : 'not-atrium')
  })
  test('[USR-2] nobody is ended before their time', () => {
    expect(code(mayEndUser(system, { isDue: false }))).toBe('not-due')
  })
})

describe('[USR-1] what is the workspace’s, and what the person’s', () => {
  test.each(each)('%s', (who, actor) => {
    const expected = administrators.includes(who) ? 'ok' : 'not-administrator'
    expect(code(mayEditUser(actor, plain))).toBe(expected)
    expect(code(mayEndSessionsOf(actor, plain))).toBe(expected)
    expect(code(maySendPasswordLink(actor, { hasActiveUser: true }))).toBe(
      organizationAdmins.includes(who) ? 'ok' : 'not-organization-admin',
    )
  })
  test('[USR-1] nobody is sent a link who could not sign in with it', () => {
    expect(code(maySendPasswordLink(owner, { hasActiveUser: false }))).toBe('no-active-user')
  })
})
