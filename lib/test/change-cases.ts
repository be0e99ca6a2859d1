import type { Tenant } from '../../db/testing/tenant'
import { recordExport } from '../audit/changes'
import { actingAs, type Claim } from '../call'
import { deactivateUser, reactivateUser } from '../deactivation/changes'
import { setRoles } from '../delegation/changes'
import { chooseEndDate, endUser, warnOfEnd } from '../end-dates/changes'
import * as invitations from '../invitations/changes'
import { sendPasswordLink } from '../members/changes'
import { cancelOperation, retryOperation } from '../operations/changes'
import { foundOrganization, setUpOrganization } from '../organizations/changes'
import { askForReset, issueReset, resetPassword } from '../password-resets/changes'
import { changePassword } from '../passwords/changes'
import { setPolicy } from '../policies/changes'
import { applyRoster, bringRoster } from '../rosters/changes'
import * as sessions from '../sessions/changes'
import { signIn } from '../sign-in/changes'
import { addUsers, editUser, recordUserExport } from '../users/changes'
import { failOperation, takeStep, takeUpOperation } from '../worker/changes'
import {
  createWorkspace,
  createWorkspaces,
  deleteWorkspace,
  editWorkspace,
  recordWorkspaceExport,
} from '../workspaces/changes'

/** What can be named of somebody: another organization's, one's own, or nobody's. */
export type Ids = Pick<
  Tenant,
  | 'workspaceId'
  | 'code'
  | 'sessionId'
  | 'operationId'
  | 'token'
  | 'rosterId'
  | 'invitationId'
  | 'invitationToken'
  | 'groupId'
> & {
  readonly userId: string
  readonly accountId: string
  readonly email: string
  /** A workspace that was deleted. */
  readonly deletedId: string
}

/** Names of a tenant's own things. */
export const idsOf = (tenant: Tenant): Ids => ({
  ...tenant,
  userId: tenant.user.userId,
  accountId: tenant.user.accountId,
  email: tenant.user.email,
  deletedId: tenant.deleted.workspaceId,
})

/** Names of the right form that nobody has. */
export const idsOfNobody = (): Ids => ({
  workspaceId: crypto.randomUUID(),
  code: '99-9999999',
  sessionId: crypto.randomUUID(),
  operationId: crypto.randomUUID(),
  token: 'a token of nobody',
  rosterId: crypto.randomUUID(),
  invitationId: crypto.randomUUID(),
  invitationToken: 'a token of nobody',
  groupId: crypto.randomUUID(),
  userId: crypto.randomUUID(),
  accountId: crypto.randomUUID(),
  email: `nobody-${crypto.randomUUID().slice(0, 8)}@example.net`,
  deletedId: crypto.randomUUID(),
})

/** Whether things are named by a workspace, otherwise, or not at all; `alike` answers the same whoever is named. */
export type Takes = 'workspace' | 'other' | 'alike' | 'none'

/** A change, on whose authority it is tried, and an input of its shape that names things by these ids. */
export type ChangeCase = {
  readonly takes: Takes
  readonly as: 'admin' | 'session' | 'system' | 'anonymous'
  readonly change: (...given: never[]) => Promise<unknown>
  readonly input: (ids: Ids) => Readonly<Record<string, unknown>>
}

function claimOf({ admin, sessionId, organizationId }: Tenant, as: ChangeCase['as']): Claim {
  if (as === 'admin') return admin.claim
  return as === 'session' ? { kind: 'session', sessionId } : { kind: as, organizationId }
}

/** Sends anything to a change, as a page or a program could. */
export const send = (tenant: Tenant, { as, change }: ChangeCase, input: unknown): Promise<unknown> =>
  actingAs(claimOf(tenant, as), () => Reflect.apply(change, undefined, [input]))

const password = 'a phrase that nobody guesses'
const named = { name: 'New', description: '' } as const

/** Every change, by the name under which it is found. */
export const changeCases: Readonly<Record<string, ChangeCase>> = {
  'audit/changes.recordExport': {
    takes: 'workspace',
    as: 'admin',
    change: recordExport,
    input: ({ workspaceId }) => ({ log: 'changes', format: 'csv', filter: { q: '', workspaceId } }),
  },
  'deactivation/changes.deactivateUser': {
    takes: 'other',
    as: 'admin',
    change: deactivateUser,
    input: ({ userId }) => ({ userId, isWarned: true }),
  },
  'deactivation/changes.reactivateUser': {
    takes: 'other',
    as: 'admin',
    change: reactivateUser,
    input: ({ userId }) => ({ userId }),
  },
  'delegation/changes.setRoles': {
    takes: 'other',
    as: 'admin',
    change: setRoles,
    input: ({ userId }) => ({ chosen: { userIds: [userId] }, role: 'organization-admin', isGranted: true }),
  },
  'end-dates/changes.chooseEndDate': {
    takes: 'other',
    as: 'admin',
    change: chooseEndDate,
    input: ({ userId }) => ({ userId, lastDay: '2199-12-31' }),
  },
  'end-dates/changes.endUser': { takes: 'other', as: 'system', change: endUser, input: ({ userId }) => ({ userId }) },
  'end-dates/changes.warnOfEnd': {
    takes: 'other',
    as: 'system',
    change: warnOfEnd,
    input: ({ userId }) => ({ userId }),
  },
  'invitations/changes.acceptByLink': {
    takes: 'other',
    as: 'anonymous',
    change: invitations.acceptByLink,
    input: ({ invitationToken }) => ({ token: invitationToken, name: 'Lin', password }),
  },
  // It is to another address: whoever is not invited finds none.
  'invitations/changes.acceptInvitation': {
    takes: 'alike',
    as: 'admin',
    change: invitations.acceptInvitation,
    input: ({ invitationId }) => ({ invitationId }),
  },
  'invitations/changes.inviteUsers': {
    takes: 'workspace',
    as: 'admin',
    change: invitations.inviteUsers,
    input: ({ workspaceId }) => ({ workspaceId, lines: [{ line: 1, email: 'new@example.org', name: '' }] }),
  },
  'invitations/changes.issueInvitation': {
    takes: 'other',
    as: 'system',
    change: invitations.issueInvitation,
    input: ({ invitationId }) => ({ invitationId }),
  },
  'invitations/changes.resendInvitation': {
    takes: 'other',
    as: 'admin',
    change: invitations.resendInvitation,
    input: ({ invitationId }) => ({ invitationId }),
  },
  'invitations/changes.revokeInvitation': {
    takes: 'other',
    as: 'admin',
    change: invitations.revokeInvitation,
    input: ({ invitationId }) => ({ invitationId }),
  },
  'members/changes.sendPasswordLink': {
    takes: 'other',
    as: 'admin',
    change: sendPasswordLink,
    input: ({ accountId }) => ({ accountId }),
  },
  'operations/changes.cancelOperation': {
    takes: 'other',
    as: 'admin',
    change: cancelOperation,
    input: ({ operationId }) => ({ operationId }),
  },
  'operations/changes.retryOperation': {
    takes: 'other',
    as: 'admin',
    change: retryOperation,
    input: ({ operationId }) => ({ operationId }),
  },
  'organizations/changes.foundOrganization': {
    takes: 'none',
    as: 'admin',
    change: foundOrganization,
    input: () => ({ organizationName: 'New', slug: 'new' }),
  },
  'organizations/changes.setUpOrganization': {
    takes: 'alike',
    as: 'anonymous',
    change: setUpOrganization,
    input: ({ email }) => ({ code: 'x', organizationName: 'New', name: 'Ada', email, password }),
  },
  'password-resets/changes.askForReset': {
    takes: 'alike',
    as: 'anonymous',
    change: askForReset,
    input: ({ email }) => ({ email }),
  },
  'password-resets/changes.issueReset': {
    takes: 'other',
    as: 'system',
    change: issueReset,
    input: ({ accountId }) => ({ accountId }),
  },
  'password-resets/changes.resetPassword': {
    takes: 'other',
    as: 'anonymous',
    change: resetPassword,
    input: ({ token }) => ({ token, password }),
  },
  'passwords/changes.changePassword': {
    takes: 'none',
    as: 'session',
    change: changePassword,
    input: () => ({ current: password, password }),
  },
  'policies/changes.setPolicy': {
    takes: 'workspace',
    as: 'admin',
    change: setPolicy,
    input: ({ workspaceId }) => ({
      workspaceId,
      key: 'allowed-email-domains',
      value: ['example.org'],
      revision: 0,
    }),
  },
  'rosters/changes.applyRoster': {
    takes: 'other',
    as: 'admin',
    change: applyRoster,
    input: ({ rosterId }) => ({ rosterId }),
  },
  'rosters/changes.bringRoster': {
    takes: 'none',
    as: 'admin',
    change: bringRoster,
    input: () => ({
      fileName: 'roster.csv',
      bytes: new TextEncoder().encode('workspace,email,name,role,groups\nNew,new@example.org,New,member,\n'),
    }),
  },
  'sessions/changes.switchUser': {
    takes: 'other',
    as: 'session',
    change: sessions.switchUser,
    input: ({ userId }) => ({ userId }),
  },
  'sessions/changes.chooseSignInUser': {
    takes: 'other',
    as: 'admin',
    change: sessions.chooseSignInUser,
    input: ({ userId }) => ({ userId }),
  },
  'sessions/changes.endSession': {
    takes: 'other',
    as: 'session',
    change: sessions.endSession,
    input: ({ sessionId }) => ({ sessionId }),
  },
  'sessions/changes.endOtherSessions': {
    takes: 'none',
    as: 'session',
    change: sessions.endOtherSessions,
    input: () => ({}),
  },
  'sessions/changes.endAllSessions': {
    takes: 'none',
    as: 'session',
    change: sessions.endAllSessions,
    input: () => ({}),
  },
  'sessions/changes.endSessionsOfMember': {
    takes: 'other',
    as: 'admin',
    change: sessions.endSessionsOfMember,
    input: ({ accountId }) => ({ accountId }),
  },
  'sessions/changes.endSessionsOfUser': {
    takes: 'other',
    as: 'admin',
    change: sessions.endSessionsOfUser,
    input: ({ userId }) => ({ userId }),
  },
  'sessions/changes.signOut': { takes: 'none', as: 'session', change: sessions.signOut, input: () => ({}) },
  'sign-in/changes.signIn': {
    takes: 'alike',
    as: 'anonymous',
    change: signIn,
    input: ({ email }) => ({ email, password }),
  },
  'users/changes.addUsers': {
    takes: 'workspace',
    as: 'admin',
    change: addUsers,
    input: ({ workspaceId }) => ({ users: [{ email: 'new@example.org', name: 'New', workspaceId }] }),
  },
  'users/changes.editUser': {
    takes: 'other',
    as: 'admin',
    change: editUser,
    input: ({ userId }) => ({ userId, name: 'New', revision: 1 }),
  },
  'users/changes.recordUserExport': {
    takes: 'workspace',
    as: 'admin',
    change: recordUserExport,
    input: ({ code }) => ({ workspace: code }),
  },
  'worker/changes.takeUpOperation': {
    takes: 'other',
    as: 'system',
    change: takeUpOperation,
    input: ({ operationId }) => ({ operationId, patience: 9_000 }),
  },
  'worker/changes.takeStep': {
    takes: 'other',
    as: 'system',
    change: takeStep,
    input: ({ operationId }) => ({ operationId, fence: 1, patience: 9_000 }),
  },
  'worker/changes.failOperation': {
    takes: 'other',
    as: 'system',
    change: failOperation,
    input: ({ operationId }) => ({ operationId, fence: 1, reason: 'It failed.' }),
  },
  'workspaces/changes.createWorkspace': { takes: 'none', as: 'admin', change: createWorkspace, input: () => named },
  'workspaces/changes.createWorkspaces': {
    takes: 'none',
    as: 'admin',
    change: createWorkspaces,
    input: () => ({ workspaces: [named] }),
  },
  'workspaces/changes.editWorkspace': {
    takes: 'workspace',
    as: 'admin',
    change: editWorkspace,
    input: ({ workspaceId }) => ({ workspaceId, ...named, revision: 1 }),
  },
  'workspaces/changes.deleteWorkspace': {
    takes: 'workspace',
    as: 'admin',
    change: deleteWorkspace,
    input: ({ workspaceId }) => ({ workspaceId, typedName: 'Lab' }),
  },
  'workspaces/changes.recordWorkspaceExport': {
    takes: 'none',
    as: 'admin',
    change: recordWorkspaceExport,
    input: ({ code }) => ({ q: code, sort: 'name' }),
  },
}
