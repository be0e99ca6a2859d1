import { and, count, eq } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { copies } from '../../db/schema/copies'
import { folderPermissions, nodes } from '../../db/schema/files'
import { groups } from '../../db/schema/groups'
import { invitations } from '../../db/schema/invitations'
import { partners } from '../../db/schema/partners'
import { workspacePolicies } from '../../db/schema/policies'
import { uploads } from '../../db/schema/uploads'
import { legalHolds, workspaceCounts } from '../../db/schema/workspaces'
import type { Tx } from '../database/client'
import type { Kind, Outliving, Place } from './kind'
import {
  purgeFiles,
  purgeFolderPermissions,
  purgeFolders,
  purgeGroups,
  purgeInvitations,
  purgeLegalHolds,
  purgePartners,
  purgePolicies,
  purgeUploads,
  purgeUsers,
} from './writes'

const first = (rows: readonly { held: number }[]) => rows[0]?.held ?? 0

const folderPermissionsKind = {
  kind: 'folder-permissions',
  label: ['folder permission', 'folder permissions'],
  columns: ['folder_permissions.workspace_id', 'folder_permissions.grantee_workspace_id', 'folder_permissions.user_id'],
  count: async (tx, { organizationId, workspaceId }) =>
    first(
      await tx
        .select({ held: count() })
        .from(folderPermissions)
        .where(
          and(eq(folderPermissions.organizationId, organizationId), eq(folderPermissions.workspaceId, workspaceId)),
        ),
    ),
  share: { not: 'A permission is itself what gives access.' },
  archive: { not: 'A permission of somebody deactivated counts for nothing until they are reactivated.' },
  purge: purgeFolderPermissions,
  restore: { not: 'A permission is given again.' },
  isLoss: false,
} satisfies Kind<'folder-permissions'>

const uploadsKind = {
  kind: 'uploads',
  label: ['upload', 'uploads'],
  columns: ['uploads.workspace_id', 'uploads.user_id'],
  count: async (tx, { organizationId, workspaceId }) =>
    first(
      await tx
        .select({ held: count() })
        .from(uploads)
        .where(and(eq(uploads.organizationId, organizationId), eq(uploads.workspaceId, workspaceId))),
    ),
  share: { not: 'An upload is no file yet.' },
  archive: { not: 'Uploads of somebody deactivated end with that (DEA-13).' },
  purge: purgeUploads,
  restore: { not: 'An upload that ended is begun again.' },
  // What has not arrived cannot be lost.
  isLoss: false,
} satisfies Kind<'uploads'>

const countNodes = async (tx: Tx, { organizationId, workspaceId }: Place, kind: 'file' | 'folder') =>
  first(
    await tx
      .select({ held: count() })
      .from(nodes)
      .where(and(eq(nodes.organizationId, organizationId), eq(nodes.workspaceId, workspaceId), eq(nodes.kind, kind))),
  )

const filesKind = {
  kind: 'files',
  label: ['file', 'files'],
  columns: [
    'nodes.owner_user_id',
    'file_versions.workspace_id',
    'file_versions.owner_user_id',
    'workspace_storage.workspace_id',
    'user_storage.workspace_id',
    'user_storage.user_id',
  ],
  count: (tx, place) => countNodes(tx, place, 'file'),
  share: { not: 'Sharing of files comes with shares.' },
  archive: { not: 'Archiving of files comes with off-boarding.' },
  purge: purgeFiles,
  restore: { not: 'Restoring of archived files comes with off-boarding.' },
  isLoss: true,
} satisfies Kind<'files'>

const foldersKind = {
  kind: 'folders',
  label: ['folder', 'folders'],
  columns: ['nodes.workspace_id', 'nodes.home_user_id'],
  count: (tx, place) => countNodes(tx, place, 'folder'),
  share: { not: 'Sharing of folders comes with shares.' },
  archive: { not: 'Archiving of folders comes with off-boarding.' },
  purge: purgeFolders,
  restore: { not: 'Restoring of archived folders comes with off-boarding.' },
  // Every workspace has some, with nothing in them.
  isLoss: false,
} satisfies Kind<'folders'>

const usersKind = {
  kind: 'users',
  label: ['user', 'users'],
  columns: [
    'users.workspace_id',
    'users.account_id',
    'users.email',
    'accounts.sign_in_user_id',
    'sessions.account_id',
    'sessions.acting_user_id',
    'password_resets.account_id',
    'idempotency_keys.account_id',
    'group_members.user_id',
    'notices.account_id',
  ],
  count: async (tx, { organizationId, workspaceId }) =>
    first(
      await tx
        .select({ held: count() })
        .from(users)
        .where(and(eq(users.organizationId, organizationId), eq(users.workspaceId, workspaceId))),
    ),
  share: { not: 'A user is a person at work: things are shared with them.' },
  archive: { not: 'A user is deactivated, which is a state of theirs and moves nothing.' },
  purge: purgeUsers,
  restore: { not: 'A purged user is gone; a deactivated one is reactivated.' },
  isLoss: true,
} satisfies Kind<'users'>

const groupsKind = {
  kind: 'groups',
  label: ['group', 'groups'],
  columns: ['groups.workspace_id', 'group_members.workspace_id', 'group_counts.workspace_id'],
  count: async (tx, { organizationId, workspaceId }) =>
    first(
      await tx
        .select({ held: count() })
        .from(groups)
        .where(and(eq(groups.organizationId, organizationId), eq(groups.workspaceId, workspaceId))),
    ),
  share: { not: 'A group is who something is shared with.' },
  archive: { not: 'Nobody owns a group; whoever is deactivated leaves theirs.' },
  purge: purgeGroups,
  restore: { not: 'A deleted group made again is another one (GRP-1).' },
  isLoss: true,
} satisfies Kind<'groups'>

const partnersKind = {
  kind: 'partners',
  label: ['partner', 'partners'],
  columns: ['partners.workspace_id', 'partners.responsible_user_id'],
  count: async (tx, { organizationId, workspaceId }) =>
    first(
      await tx
        .select({ held: count() })
        .from(partners)
        .where(and(eq(partners.organizationId, organizationId), eq(partners.workspaceId, workspaceId))),
    ),
  share: { not: 'Partner users neither give nor receive shares (PAR-3).' },
  archive: { not: 'Nobody owns a partner; who is responsible for one can be changed.' },
  purge: purgePartners,
  restore: { not: 'A deleted partner made again is another one.' },
  isLoss: true,
} satisfies Kind<'partners'>

const invitationsKind = {
  kind: 'invitations',
  label: ['invitation', 'invitations'],
  columns: ['invitations.workspace_id', 'invitation_groups.workspace_id'],
  count: async (tx, { organizationId, workspaceId }) =>
    first(
      await tx
        .select({ held: count() })
        .from(invitations)
        .where(and(eq(invitations.organizationId, organizationId), eq(invitations.workspaceId, workspaceId))),
    ),
  share: { not: 'An invitation is to one address.' },
  archive: { not: 'Invitations that a leaver sent stay (DEA-13).' },
  purge: purgeInvitations,
  restore: { not: 'An invitation is sent again.' },
  isLoss: false,
} satisfies Kind<'invitations'>

const policiesKind = {
  kind: 'policies',
  label: ['policy', 'policies'],
  columns: ['workspace_policies.workspace_id'],
  count: async (tx, { organizationId, workspaceId }) =>
    first(
      await tx
        .select({ held: count() })
        .from(workspacePolicies)
        .where(
          and(eq(workspacePolicies.organizationId, organizationId), eq(workspacePolicies.workspaceId, workspaceId)),
        ),
    ),
  share: { not: 'A policy is the workspace’s.' },
  archive: { not: 'Nobody owns a policy.' },
  purge: purgePolicies,
  restore: { not: 'A policy is set again.' },
  isLoss: false,
} satisfies Kind<'policies'>

const legalHoldsKind = {
  kind: 'legal-holds',
  label: ['legal hold', 'legal holds'],
  columns: ['legal_holds.workspace_id'],
  count: async (tx, { organizationId, workspaceId }) =>
    first(
      await tx
        .select({ held: count() })
        .from(legalHolds)
        .where(and(eq(legalHolds.organizationId, organizationId), eq(legalHolds.workspaceId, workspaceId))),
    ),
  share: { not: 'A hold is the organization’s.' },
  archive: { not: 'Nobody owns a hold.' },
  purge: purgeLegalHolds,
  restore: { not: 'A lifted hold is set again under Governance.' },
  // A workspace is deleted only when all of its holds are lifted (WSP-9).
  isLoss: false,
} satisfies Kind<'legal-holds'>

const copiesKind = {
  kind: 'copies',
  label: ['copy under way', 'copies under way'],
  columns: ['copies.workspace_id', 'copies.user_id'],
  count: async (tx, { organizationId, workspaceId }) =>
    first(
      await tx
        .select({ held: count() })
        .from(copies)
        .where(and(eq(copies.organizationId, organizationId), eq(copies.workspaceId, workspaceId))),
    ),
  share: { not: 'What it has made by then is files.' },
  archive: { not: 'A copy of somebody deactivated ends at its next step (CPM-8).' },
  purge: { not: 'The database removes them with their workspace, or with who began them.' },
  restore: { not: 'A copy that ended is begun again.' },
  isLoss: false,
} satisfies Kind<'copies'>

const countsKind = {
  kind: 'counts',
  label: ['total', 'totals'],
  columns: ['workspace_counts.workspace_id'],
  count: async (tx, { organizationId, workspaceId }) =>
    first(
      await tx
        .select({ held: count() })
        .from(workspaceCounts)
        .where(and(eq(workspaceCounts.organizationId, organizationId), eq(workspaceCounts.workspaceId, workspaceId))),
    ),
  share: { not: 'Totals are worked out.' },
  archive: { not: 'Nobody owns totals.' },
  purge: { not: 'The database removes them with their workspace.' },
  restore: { not: 'Totals are worked out.' },
  isLoss: false,
} satisfies Kind<'counts'>

type Purged = Kind & { readonly purge: Extract<Kind['purge'], (...given: never[]) => unknown> }

/** The kinds that a purge removes, in its order: what refers to something goes before it. */
export const purgedKinds = [
  folderPermissionsKind,
  uploadsKind,
  partnersKind,
  filesKind,
  foldersKind,
  usersKind,
  groupsKind,
  invitationsKind,
  policiesKind,
  legalHoldsKind,
] as const satisfies readonly Purged[]

/** Everything a workspace holds and a user owns. */
export const kinds = [...purgedKinds, copiesKind, countsKind] as const satisfies readonly Kind[]
export type KindName = (typeof kinds)[number]['kind']

const record = 'A record of what happened: it keeps ids and names of what is gone (WSP-8).'
const operation = 'People see what was done after the workspace or user is gone; the reference is emptied.'

/** Columns that look as if a workspace or user held their rows, and outlive both. */
export const outliving: readonly Outliving[] = [
  { column: 'audit_records.workspace_id', because: record },
  { column: 'audit_records.account_id', because: record },
  { column: 'activity.workspace_id', because: record },
  { column: 'activity.account_id', because: record },
  { column: 'operations.workspace_id', because: operation },
  { column: 'operations.account_id', because: operation },
  { column: 'operations.user_id', because: operation },
  { column: 'notices.workspace_id', because: 'A person keeps what they were told after the workspace is gone.' },
  { column: 'invitations.invited_by_account_id', because: 'Invitations that a leaver sent stay (DEA-13).' },
  { column: 'rosters.account_id', because: 'What was imported stays on record after whoever brought it is gone.' },
]
