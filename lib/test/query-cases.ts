import type { Tenant } from '../../db/testing/tenant'
import { listActivity } from '../audit/activity'
import { listActivityEvents, listActivityPeople, listAuditEvents, listAuditPeople } from '../audit/choices'
import { exportLog } from '../audit/export'
import { findAuditRecord, listAudit } from '../audit/queries'
import { reading } from '../database/client'
import { previewRoles } from '../delegation/queries'
import { findContents, findRecorded } from '../downloads/queries'
import { findChosen } from '../downloads/zip-entries'
import { listDestinations } from '../files/destinations'
import { findFolderIn, findNode, findPlaces, listFolder, readFolderPage } from '../files/queries'
import { listNodesFound } from '../files/search'
import { listTrash } from '../files/trash'
import { listAccess } from '../folder-permissions/access'
import { listGrantees } from '../folder-permissions/grantees'
import { listFoldersOfGroup } from '../folder-permissions/groups'
import { findFolderAccess, findPermission, listPermissions, previewPermission } from '../folder-permissions/queries'
import { listReach } from '../folder-permissions/reach'
import { listGroupChoices } from '../groups/choices'
import { ListGroups, ListMembers } from '../groups/input'
import { listCandidates, listMembers } from '../groups/members'
import { findGroup, listGroupNames, listGroups, listGroupsOf } from '../groups/queries'
import { findInvitation, listInvitations, listOwnInvitations } from '../invitations/queries'
import { listKeptMail } from '../mail/queries'
import { findMember } from '../members/queries'
import { listNotices } from '../notices/queries'
import { findOperation, listOperations } from '../operations/queries'
import { findOrganizationOverview, listWorkspaceAdmins } from '../overview/queries'
import { ListEntries } from '../palette/input'
import { listEntries, listFound } from '../palette/queries'
import { findMailAccount, findReset } from '../password-resets/queries'
import { SetPolicy } from '../policies/input'
import { listPolicies, previewPolicy } from '../policies/queries'
import { findPreview } from '../previews/queries'
import { listLosses } from '../registry/queries'
import { findRoster, listRosterLines, listRosters } from '../rosters/queries'
import type { UserActor } from '../rules/actor'
import { listAllSessions, listSessions, listSessionsOf, listSessionsOfUser } from '../sessions/queries'
import { findStorage, findUpload, findUserStorage, listTaken } from '../uploads/queries'
import { exportUsers } from '../users/export'
import { ExportUsers, ListUsers } from '../users/input'
import { findUser, listUsers, listUsersOf, listUsersOfWorkspace } from '../users/queries'
import { listVersions } from '../versions/queries'
import { exportWorkspaces } from '../workspaces/export'
import { ListWorkspaces } from '../workspaces/input'
import { findWorkspace, listWorkspaces } from '../workspaces/queries'
import type { Takes } from './change-cases'
import type { Ids } from './ids'
import { partnerQueryCases } from './partner-cases'

/** Who reads: an Organization Admin, as a request of theirs has them. */
export type Reader = Tenant & { readonly actor: UserActor }

/** A read, asked about things by these ids. */
export type QueryCase = { readonly takes: Takes; readonly run: (reader: Reader, ids: Ids) => Promise<unknown> }

const inWorkspace = (list: (actor: UserActor, workspaceId: string) => Promise<unknown>): QueryCase => ({
  takes: 'workspace',
  run: ({ actor }, { workspaceId }) => list(actor, workspaceId),
})

async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const chunk of chunks) text += chunk
  return text
}

/** Read by nobody, or before anybody is known: there is nothing to name. */
const ofNobody: QueryCase = { takes: 'none', run: async () => null }

/** Every read, by the name under which it is found. */
export const queryCases: Readonly<Record<string, QueryCase>> = {
  ...partnerQueryCases,
  'audit/activity.listActivity': inWorkspace((actor, workspaceId) => listActivity(actor, { q: '', workspaceId })),
  'audit/choices.listActivityEvents': inWorkspace(listActivityEvents),
  'audit/choices.listActivityPeople': inWorkspace(listActivityPeople),
  'audit/choices.listAuditEvents': inWorkspace(listAuditEvents),
  'audit/choices.listAuditPeople': inWorkspace(listAuditPeople),
  'audit/export.exportLog': inWorkspace((actor, workspaceId) =>
    textOf(exportLog(actor, 'changes', 'json', { q: '', workspaceId })),
  ),
  'audit/queries.findAuditRecord': inWorkspace((actor, workspaceId) => findAuditRecord(actor, 3, workspaceId)),
  'audit/queries.listAudit': inWorkspace((actor, workspaceId) => listAudit(actor, { q: '', workspaceId })),
  'delegation/queries.previewRoles': {
    takes: 'other',
    run: ({ actor }, { userId }) =>
      previewRoles(actor, {
        chosen: { userIds: [userId] },
        role: 'organization-admin',
        isGranted: true,
        isWarned: false,
      }),
  },
  'files/destinations.listDestinations': {
    takes: 'other',
    run: ({ actor }, { folderId }) => listDestinations(actor, folderId, {}),
  },
  'files/queries.findFolderIn': inWorkspace(async (actor, workspaceId) => {
    const { rootId } = await findPlaces(actor, workspaceId)
    return rootId && findFolderIn(actor, workspaceId, rootId)
  }),
  'downloads/queries.findContents': { takes: 'other', run: ({ actor }, { fileId }) => findContents(actor, fileId, 1) },
  'downloads/queries.findRecorded': {
    takes: 'other',
    run: async ({ actor }, { fileId }) => {
      const contents = await findContents(actor, fileId)
      return contents && findRecorded(actor, contents, 'downloaded')
    },
  },
  'downloads/zip-entries.findChosen': {
    takes: 'other',
    run: ({ actor }, { fileId, folderId }) => findChosen(actor, [fileId, folderId]),
  },
  'files/queries.findNode': { takes: 'other', run: ({ actor }, { fileId }) => findNode(actor, fileId) },
  'files/queries.findPlaces': inWorkspace(findPlaces),
  'files/queries.listFolder': {
    takes: 'other',
    run: ({ actor }, { folderId }) => listFolder(actor, folderId, { sort: 'name' }),
  },
  'files/queries.readFolderPage': {
    takes: 'other',
    run: ({ actor }, { folderId }) => readFolderPage(actor, folderId, { sort: 'name' }, 10),
  },
  'files/search.listNodesFound': inWorkspace((actor, workspaceId) => listNodesFound(actor, workspaceId, { q: 'wing' })),
  'files/trash.listTrash': inWorkspace((actor, workspaceId) => listTrash(actor, workspaceId, {})),
  'folder-permissions/queries.previewPermission': {
    takes: 'other',
    run: ({ actor }, { permissionId }) => previewPermission(actor, { wish: 'take', permissionId }),
  },
  'folder-permissions/access.listAccess': {
    takes: 'other',
    run: ({ actor }, { folderId }) => listAccess(actor, folderId, { q: '' }),
  },
  'folder-permissions/grantees.listGrantees': {
    takes: 'other',
    run: ({ actor }, { folderId }) => listGrantees(actor, folderId, ''),
  },
  'folder-permissions/groups.listFoldersOfGroup': {
    takes: 'other',
    run: ({ actor }, { groupId }) => listFoldersOfGroup(actor, groupId, {}),
  },
  'folder-permissions/queries.findFolderAccess': {
    takes: 'other',
    run: ({ actor }, { folderId }) => findFolderAccess(actor, folderId),
  },
  'folder-permissions/queries.findPermission': {
    takes: 'other',
    run: ({ actor }, { folderId, permissionId }) => findPermission(actor, folderId, permissionId),
  },
  'folder-permissions/queries.listPermissions': {
    takes: 'other',
    run: ({ actor }, { folderId }) => listPermissions(actor, folderId, {}),
  },
  'folder-permissions/reach.listReach': {
    takes: 'other',
    run: ({ actor }, { userId }) => listReach(actor, userId, {}),
  },
  'groups/choices.listGroupChoices': {
    takes: 'other',
    run: ({ actor }, { userId }) => listGroupChoices(actor, userId, ''),
  },
  'groups/members.listCandidates': {
    takes: 'other',
    run: ({ actor }, { groupId }) => listCandidates(actor, groupId, ''),
  },
  'groups/members.listMembers': {
    takes: 'other',
    run: ({ actor }, { groupId }) => listMembers(actor, groupId, ListMembers.parse({})),
  },
  'groups/queries.findGroup': {
    takes: 'other',
    run: ({ actor }, { code, groupId }) => findGroup(actor, code, groupId),
  },
  'groups/queries.listGroupNames': inWorkspace(listGroupNames),
  'groups/queries.listGroups': inWorkspace((actor, workspaceId) =>
    listGroups(actor, workspaceId, ListGroups.parse({})),
  ),
  'groups/queries.listGroupsOf': { takes: 'other', run: ({ actor }, { userId }) => listGroupsOf(actor, userId) },
  'invitations/queries.findInvitation': {
    takes: 'other',
    run: ({ organizationId }, { invitationToken }) => findInvitation(organizationId, invitationToken, null),
  },
  'invitations/queries.listInvitations': inWorkspace((actor, workspaceId) =>
    listInvitations(actor, workspaceId, { q: '', state: 'all' }),
  ),
  'invitations/queries.listOwnInvitations': { takes: 'none', run: ({ actor }) => listOwnInvitations(actor) },
  'mail/queries.listKeptMail': { takes: 'none', run: ({ actor }) => listKeptMail(actor) },
  'notices/queries.listNotices': { takes: 'none', run: ({ actor }) => listNotices(actor, { state: 'all' }) },
  'operations/queries.findOperation': {
    takes: 'other',
    run: ({ actor }, { operationId }) => findOperation(actor, operationId),
  },
  'members/queries.findMember': { takes: 'other', run: ({ actor }, { accountId }) => findMember(actor, accountId) },
  // What was done to a workspace can be read after it is gone.
  'operations/queries.listOperations': {
    takes: 'other',
    run: ({ actor }, { deletedId }) => listOperations(actor, { state: 'all', workspaceId: deletedId }),
  },
  'overview/queries.findOrganizationOverview': { takes: 'none', run: ({ actor }) => findOrganizationOverview(actor) },
  'overview/queries.listWorkspaceAdmins': inWorkspace(listWorkspaceAdmins),
  'palette/queries.listEntries': {
    takes: 'workspace',
    run: ({ actor }, { code }) => listEntries(actor, ListEntries.parse({ from: code })),
  },
  'palette/queries.listFound': { takes: 'workspace', run: ({ actor }, { code }) => listFound(actor, { q: code }) },
  'password-resets/queries.findReset': {
    takes: 'other',
    run: ({ organizationId }, { token }) => findReset(organizationId, token),
  },
  'password-resets/queries.findMailAccount': {
    takes: 'other',
    run: ({ organizationId }, { accountId }) =>
      reading(organizationId, (tx) => findMailAccount(tx, organizationId, { id: accountId })),
  },
  'policies/queries.listPolicies': inWorkspace(listPolicies),
  'policies/queries.previewPolicy': inWorkspace((actor, workspaceId) =>
    previewPolicy(
      actor,
      SetPolicy.parse({ workspaceId, key: 'allowed-email-domains', value: ['example.org'], revision: 0 }),
    ),
  ),
  // Asked with a signed-in request: lib/portals/queries.test.ts does.
  'portals/queries.openOrganizationPortal': ofNobody,
  'portals/queries.openWorkspacePortal': ofNobody,
  'previews/queries.findPreview': { takes: 'other', run: ({ actor }, { fileId }) => findPreview(actor, fileId) },
  'registry/queries.listLosses': inWorkspace(listLosses),
  'rosters/queries.findRoster': { takes: 'other', run: ({ actor }, { rosterId }) => findRoster(actor, rosterId) },
  'rosters/queries.listRosterLines': {
    takes: 'other',
    run: ({ actor }, { rosterId }) => listRosterLines(actor, rosterId, {}),
  },
  'rosters/queries.listRosters': { takes: 'none', run: ({ actor }) => listRosters(actor) },
  'sessions/queries.listSessions': { takes: 'none', run: ({ actor }) => listSessions(actor) },
  'sessions/queries.listAllSessions': { takes: 'none', run: ({ actor }) => listAllSessions(actor, { q: '' }) },
  'sessions/queries.listSessionsOf': {
    takes: 'other',
    run: ({ actor }, { accountId }) => listSessionsOf(actor, accountId),
  },
  'sessions/queries.listSessionsOfUser': {
    takes: 'other',
    run: ({ actor }, { userId }) => listSessionsOfUser(actor, userId),
  },
  'sign-in/queries.findSignInOrganization': ofNobody,
  'sign-in/queries.hasOrganization': ofNobody,
  'uploads/queries.findStorage': inWorkspace(findStorage),
  'uploads/queries.findUpload': { takes: 'other', run: ({ actor }, { uploadId }) => findUpload(actor, uploadId) },
  'uploads/queries.findUserStorage': { takes: 'other', run: ({ actor }, { userId }) => findUserStorage(actor, userId) },
  'uploads/queries.listTaken': {
    takes: 'other',
    run: ({ actor }, { folderId }) => listTaken(actor, { wanted: [{ folderId, names: ['wing.step'] }] }),
  },
  'users/export.exportUsers': {
    takes: 'workspace',
    run: ({ actor }, { code }) => textOf(exportUsers(actor, ExportUsers.parse({ workspace: code }))),
  },
  'users/queries.findUser': {
    takes: 'other',
    run: ({ actor }, { code, userId }) => findUser(actor, code, userId),
  },
  'users/queries.listUsers': {
    takes: 'workspace',
    run: ({ actor }, { code }) => listUsers(actor, ListUsers.parse({ workspace: code })),
  },
  'users/queries.listUsersOfWorkspace': {
    takes: 'workspace',
    run: ({ actor }, { code }) => listUsersOfWorkspace(actor, { ...ListUsers.parse({}), workspace: code }),
  },
  'users/queries.listUsersOf': { takes: 'other', run: ({ actor }, { accountId }) => listUsersOf(actor, accountId) },
  'versions/queries.listVersions': { takes: 'other', run: ({ actor }, { fileId }) => listVersions(actor, fileId, {}) },
  'workspaces/export.exportWorkspaces': {
    takes: 'workspace',
    run: ({ actor }, { code }) => textOf(exportWorkspaces(actor, { q: code, sort: 'name' })),
  },
  'workspaces/queries.findWorkspace': {
    takes: 'workspace',
    run: ({ actor }, { code }) => findWorkspace(actor, code),
  },
  'workspaces/queries.listWorkspaces': {
    takes: 'workspace',
    run: ({ actor }, { code }) => listWorkspaces(actor, ListWorkspaces.parse({ q: code })),
  },
}
