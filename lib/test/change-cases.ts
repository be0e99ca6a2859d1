import type { Tenant } from '../../db/testing/tenant'
import { recordExport } from '../audit/changes'
import { actingAs, type Claim } from '../call'
import { deactivateUser, reactivateUser } from '../deactivation/changes'
import { setRoles } from '../delegation/changes'
import { chooseEndDate, endUser, warnOfEnd } from '../end-dates/changes'
import * as files from '../files/changes'
import * as folderPermissions from '../folder-permissions/changes'
import * as groups from '../groups/changes'
import * as invitations from '../invitations/changes'
import { sendPasswordLink } from '../members/changes'
import { readAllNotices, readNotice } from '../notices/changes'
import { cancelOperation, retryOperation } from '../operations/changes'
import { foundOrganization, setUpOrganization } from '../organizations/changes'
import * as partners from '../partners/changes'
import { askForReset, issueReset, resetPassword } from '../password-resets/changes'
import { changePassword } from '../passwords/changes'
import { setPolicy } from '../policies/changes'
import { applyRoster, bringRoster } from '../rosters/changes'
import * as sessions from '../sessions/changes'
import { signIn } from '../sign-in/changes'
import * as uploads from '../uploads/changes'
import { makeFolders } from '../uploads/folders'
import { addUsers, editUser, recordUserExport } from '../users/changes'
import { failOperation, takeStep, takeUpOperation } from '../worker/changes'
import {
  createWorkspace,
  createWorkspaces,
  deleteWorkspace,
  editWorkspace,
  recordWorkspaceExport,
} from '../workspaces/changes'
import { contentCases } from './content-cases'
import type { Ids } from './ids'

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

type Change = ChangeCase['change']
type Input = ChangeCase['input']

const triedAs =
  (as: ChangeCase['as']) =>
  (takes: Takes, change: Change, input: Input): ChangeCase => ({ takes, as, change, input })
const admin = triedAs('admin')
const session = triedAs('session')
const system = triedAs('system')
const anonymous = triedAs('anonymous')

const password = 'a phrase that nobody guesses'
const named = { name: 'New', description: '' } as const

/** Every change, by the name under which it is found. */
export const changeCases: Readonly<Record<string, ChangeCase>> = {
  ...contentCases,
  'audit/changes.recordExport': admin('workspace', recordExport, ({ workspaceId }) => ({
    log: 'changes',
    format: 'csv',
    filter: { q: '', workspaceId },
  })),
  'deactivation/changes.deactivateUser': admin('other', deactivateUser, ({ userId }) => ({ userId, isWarned: true })),
  'deactivation/changes.reactivateUser': admin('other', reactivateUser, ({ userId }) => ({ userId })),
  'delegation/changes.setRoles': admin('other', setRoles, ({ userId }) => ({
    chosen: { userIds: [userId] },
    role: 'organization-admin',
    isGranted: true,
  })),
  'end-dates/changes.chooseEndDate': admin('other', chooseEndDate, ({ userId }) => ({ userId, lastDay: '2199-12-31' })),
  'end-dates/changes.endUser': system('other', endUser, ({ userId }) => ({ userId })),
  'end-dates/changes.warnOfEnd': system('other', warnOfEnd, ({ userId }) => ({ userId })),
  'files/changes.addFile': admin('other', files.addFile, ({ folderId }) => ({
    folderId,
    name: 'new.txt',
    hash: '0'.repeat(64),
    size: 1,
    ifTaken: 'refuse' as const,
  })),
  'files/changes.makeFolder': admin('other', files.makeFolder, ({ folderId }) => ({ folderId, name: 'New' })),
  'files/changes.moveNodes': admin('other', files.moveNodes, ({ fileId, folderId }) => ({
    nodeIds: [fileId],
    folderId,
  })),
  'files/changes.renameNode': admin('other', files.renameNode, ({ fileId }) => ({
    nodeId: fileId,
    name: 'New',
    revision: 1,
  })),
  'files/changes.restoreNodes': admin('other', files.restoreNodes, ({ trashedId }) => ({ nodeIds: [trashedId] })),
  'files/changes.trashNodes': admin('other', files.trashNodes, ({ fileId }) => ({ nodeIds: [fileId] })),
  'folder-permissions/changes.changePermission': admin(
    'other',
    folderPermissions.changePermission,
    ({ permissionId }) => ({ permissionId, level: 'full', isRecursive: true, lastDay: '', revision: 1 }),
  ),
  'folder-permissions/changes.givePermission': admin('other', folderPermissions.givePermission, (ids) => ({
    folderId: ids.folderId,
    grantee: { kind: 'user', id: ids.userId },
    level: 'full',
    isRecursive: true,
    lastDay: '',
  })),
  'folder-permissions/changes.takePermission': admin('other', folderPermissions.takePermission, ({ permissionId }) => ({
    permissionId,
  })),
  'folder-permissions/changes.warnOfPermissionEnd': system(
    'other',
    folderPermissions.warnOfPermissionEnd,
    ({ permissionId }) => ({ permissionId }),
  ),
  'groups/changes.addToGroup': admin('other', groups.addToGroup, ({ groupId, userId }) => ({
    groupId,
    userIds: [userId],
  })),
  'groups/changes.changeGroupsOf': admin('other', groups.changeGroupsOf, ({ groupId, userId }) => ({
    userId,
    left: [groupId],
  })),
  'groups/changes.createGroup': admin('workspace', groups.createGroup, ({ workspaceId }) => ({
    workspaceId,
    name: 'New',
  })),
  'groups/changes.deleteGroup': admin('other', groups.deleteGroup, ({ groupId }) => ({ groupId })),
  'groups/changes.removeFromGroup': admin('other', groups.removeFromGroup, ({ groupId }) => ({
    groupId,
    chosen: { filter: { q: '' } },
  })),
  'groups/changes.renameGroup': admin('other', groups.renameGroup, ({ groupId }) => ({
    groupId,
    name: 'New',
    revision: 1,
  })),
  'invitations/changes.acceptByLink': anonymous('other', invitations.acceptByLink, ({ invitationToken }) => ({
    token: invitationToken,
    name: 'Lin',
    password,
  })),
  // It is to another address: whoever is not invited finds none.
  'invitations/changes.acceptInvitation': admin('alike', invitations.acceptInvitation, ({ invitationId }) => ({
    invitationId,
  })),
  'invitations/changes.inviteUsers': admin('workspace', invitations.inviteUsers, ({ workspaceId }) => ({
    workspaceId,
    lines: [{ line: 1, email: 'new@example.org', name: '' }],
  })),
  'invitations/changes.issueInvitation': system('other', invitations.issueInvitation, ({ invitationId }) => ({
    invitationId,
  })),
  'invitations/changes.resendInvitation': admin('other', invitations.resendInvitation, ({ invitationId }) => ({
    invitationId,
  })),
  'invitations/changes.revokeInvitation': admin('other', invitations.revokeInvitation, ({ invitationId }) => ({
    invitationId,
  })),
  'members/changes.sendPasswordLink': admin('other', sendPasswordLink, ({ accountId }) => ({ accountId })),
  'notices/changes.readNotice': session('other', readNotice, ({ noticeId }) => ({ noticeId })),
  'notices/changes.readAllNotices': session('other', readAllNotices, ({ noticeId }) => ({ newestId: noticeId })),
  'operations/changes.cancelOperation': admin('other', cancelOperation, ({ operationId }) => ({ operationId })),
  'operations/changes.retryOperation': admin('other', retryOperation, ({ operationId }) => ({ operationId })),
  'organizations/changes.foundOrganization': admin('none', foundOrganization, () => ({
    organizationName: 'New',
    slug: 'new',
  })),
  'organizations/changes.setUpOrganization': anonymous('alike', setUpOrganization, ({ email }) => ({
    code: 'x',
    organizationName: 'New',
    name: 'Ada',
    email,
    password,
  })),
  'partners/changes.createPartner': admin('workspace', partners.createPartner, ({ workspaceId, folderId, userId }) => ({
    workspaceId,
    name: 'New',
    rootFolderId: folderId,
    level: 'read',
    responsibleUserId: userId,
  })),
  'partners/changes.deletePartner': admin('other', partners.deletePartner, ({ partnerId }) => ({ partnerId })),
  'partners/changes.editPartner': admin('other', partners.editPartner, ({ partnerId, userId }) => ({
    partnerId,
    name: 'New',
    responsibleUserId: userId,
    revision: 1,
  })),
  'partners/changes.linkUser': admin('other', partners.linkUser, ({ partnerId, userId }) => ({ partnerId, userId })),
  'partners/changes.unlinkUser': admin('other', partners.unlinkUser, ({ partnerId, userId }) => ({
    partnerId,
    userId,
  })),
  'password-resets/changes.askForReset': anonymous('alike', askForReset, ({ email }) => ({ email })),
  'password-resets/changes.issueReset': system('other', issueReset, ({ accountId }) => ({ accountId })),
  'password-resets/changes.resetPassword': anonymous('other', resetPassword, ({ token }) => ({ token, password })),
  'passwords/changes.changePassword': session('none', changePassword, () => ({ current: password, password })),
  'policies/changes.setPolicy': admin('workspace', setPolicy, ({ workspaceId }) => ({
    workspaceId,
    key: 'allowed-email-domains',
    value: ['example.org'],
    revision: 0,
  })),
  'rosters/changes.applyRoster': admin('other', applyRoster, ({ rosterId }) => ({ rosterId })),
  'rosters/changes.bringRoster': admin('none', bringRoster, () => ({
    fileName: 'roster.csv',
    bytes: new TextEncoder().encode('workspace,email,name,role,groups\nNew,new@example.org,New,member,\n'),
  })),
  'sessions/changes.switchUser': session('other', sessions.switchUser, ({ userId }) => ({ userId })),
  'sessions/changes.chooseSignInUser': admin('other', sessions.chooseSignInUser, ({ userId }) => ({ userId })),
  'sessions/changes.endSession': session('other', sessions.endSession, ({ sessionId }) => ({ sessionId })),
  'sessions/changes.endOtherSessions': session('none', sessions.endOtherSessions, () => ({})),
  'sessions/changes.endAllSessions': session('none', sessions.endAllSessions, () => ({})),
  'sessions/changes.endSessionsOfMember': admin('other', sessions.endSessionsOfMember, ({ accountId }) => ({
    accountId,
  })),
  'sessions/changes.endSessionsOfUser': admin('other', sessions.endSessionsOfUser, ({ userId }) => ({ userId })),
  'sessions/changes.signOut': session('none', sessions.signOut, () => ({})),
  'sign-in/changes.signIn': anonymous('alike', signIn, ({ email }) => ({ email, password })),
  'uploads/changes.dropUpload': admin('other', uploads.dropUpload, ({ uploadId }) => ({ uploadId })),
  'uploads/changes.finishUpload': admin('other', uploads.finishUpload, ({ uploadId }) => ({
    uploadId,
    hash: '0'.repeat(64),
    size: 1,
  })),
  'uploads/changes.startUpload': admin('other', uploads.startUpload, ({ folderId }) => ({
    folderId,
    name: 'new.txt',
    size: 1,
    hash: null,
    ifTaken: 'refuse' as const,
    storeId: crypto.randomUUID(),
  })),
  'uploads/folders.makeFolders': admin('other', makeFolders, ({ folderId }) => ({
    folderId,
    paths: [['2026', 'June']],
  })),
  'uploads/changes.sweepUploads': system('other', uploads.sweepUploads, ({ uploadId }) => ({ uploadIds: [uploadId] })),
  'users/changes.addUsers': admin('workspace', addUsers, ({ workspaceId }) => ({
    users: [{ email: 'new@example.org', name: 'New', workspaceId }],
  })),
  'users/changes.editUser': admin('other', editUser, ({ userId }) => ({ userId, name: 'New', revision: 1 })),
  'users/changes.recordUserExport': admin('workspace', recordUserExport, ({ code }) => ({ workspace: code })),
  'worker/changes.takeUpOperation': system('other', takeUpOperation, ({ operationId }) => ({
    operationId,
    patience: 9_000,
  })),
  'worker/changes.takeStep': system('other', takeStep, ({ operationId }) => ({
    operationId,
    fence: 1,
    patience: 9_000,
  })),
  'worker/changes.failOperation': system('other', failOperation, ({ operationId }) => ({
    operationId,
    fence: 1,
    reason: 'It failed.',
  })),
  'workspaces/changes.createWorkspace': admin('none', createWorkspace, () => named),
  'workspaces/changes.createWorkspaces': admin('none', createWorkspaces, () => ({ workspaces: [named] })),
  'workspaces/changes.editWorkspace': admin('workspace', editWorkspace, ({ workspaceId }) => ({
    workspaceId,
    ...named,
    revision: 1,
  })),
  'workspaces/changes.deleteWorkspace': admin('workspace', deleteWorkspace, ({ workspaceId }) => ({
    workspaceId,
    typedName: 'Lab',
  })),
  'workspaces/changes.recordWorkspaceExport': admin('none', recordWorkspaceExport, ({ code }) => ({
    q: code,
    sort: 'name',
  })),
}
