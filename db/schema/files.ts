import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { users } from './accounts'
import { groups } from './groups'
import { workspaces } from './workspaces'

/**
 * Folders and files of the workspaces' trees (FIL-1). The only one without a parent is its workspace's root, which has
 * no name. `nameKey` is the name as siblings are compared. `trashedAt` stands on the topmost one of what was deleted
 * together, and on nothing below it (FIL-8). `size` in bytes, `hash` (SHA-256, hex) and `version` are of a file's
 * current version. The owner may be a user of another workspace than the tree is of (FIL-12).
 */
export const nodes = pgTable(
  'nodes',
  {
    organizationId: uuid('organization_id').notNull(),
    id: uuid().notNull(),
    workspaceId: uuid('workspace_id').notNull(),
    parentId: uuid('parent_id'),
    kind: text({ enum: ['folder', 'file'] }).notNull(),
    name: text().notNull(),
    nameKey: text('name_key').notNull(),
    ownerUserId: uuid('owner_user_id'),
    /** The folder that home folders are in; each workspace has one, under its root (FIL-11). */
    isHomes: boolean('is_homes').notNull().default(false),
    /** Whose home folder it is. */
    homeUserId: uuid('home_user_id'),
    /** Whether it carries permissions, whoever has them; kept by triggers. */
    isGiven: boolean('is_given').notNull().default(false),
    /** How many roots of partners it is or has below it (PAR-1); kept by triggers. */
    partnerRoots: integer('partner_roots').notNull().default(0),
    size: bigint({ mode: 'number' }).notNull().default(0),
    hash: text(),
    /** Bytes of the longest path below it, as in "/2026/wing.step"; kept by a trigger, counts what has gone from there too. */
    longestBelow: integer('longest_below').notNull().default(0),
    version: integer().notNull().default(1),
    revision: integer().notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    /** When a file got its current version; a folder's stays that of its making. */
    changedAt: timestamp('changed_at', { withTimezone: true }).notNull().defaultNow(),
    trashedAt: timestamp('trashed_at', { withTimezone: true }),
    trashedBy: text('trashed_by'),
    /** Of what is in the trash: its time there is over, nobody sees it any more, and it goes with all below it. */
    isPurged: boolean('is_purged').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    // For what must lie in the same workspace: the parent, permissions.
    unique('nodes_in_workspace').on(t.organizationId, t.workspaceId, t.id),
    uniqueIndex('nodes_root').on(t.organizationId, t.workspaceId).where(sql`parent_id is null`),
    uniqueIndex('nodes_homes').on(t.organizationId, t.workspaceId).where(sql`is_homes`),
    uniqueIndex('nodes_home').on(t.organizationId, t.homeUserId, t.workspaceId).where(sql`home_user_id is not null`),
    uniqueIndex('nodes_name').on(t.organizationId, t.parentId, t.nameKey).where(sql`trashed_at is null`),
    index('nodes_by_name').on(t.organizationId, t.parentId, t.kind, t.nameKey, t.id).where(sql`trashed_at is null`),
    index('nodes_by_date').on(t.organizationId, t.parentId, t.kind, t.changedAt, t.id).where(sql`trashed_at is null`),
    index('nodes_by_size').on(t.organizationId, t.parentId, t.kind, t.size, t.id).where(sql`trashed_at is null`),
    // The trashed ones too: what is below a folder is asked for before it is removed.
    index('nodes_by_parent').on(t.organizationId, t.parentId),
    index('nodes_of_workspace_by_name')
      .on(t.organizationId, t.workspaceId, t.nameKey, t.id)
      .where(sql`trashed_at is null`),
    index('nodes_trashed').on(t.organizationId, t.workspaceId, t.trashedAt, t.id).where(sql`trashed_at is not null`),
    index('nodes_purged').on(t.organizationId, t.workspaceId).where(sql`is_purged`),
    index('nodes_by_owner').on(t.organizationId, t.ownerUserId, t.id).where(sql`owner_user_id is not null`),
    // From a folder down to the roots of partners below it.
    index('nodes_to_roots').on(t.organizationId, t.parentId).where(sql`partner_roots > 0`),
    foreignKey({
      columns: [t.organizationId, t.workspaceId],
      foreignColumns: [workspaces.organizationId, workspaces.id],
    }),
    foreignKey({
      name: 'nodes_parent',
      columns: [t.organizationId, t.workspaceId, t.parentId],
      foreignColumns: [t.organizationId, t.workspaceId, t.id],
    }),
    check('nodes_kind', sql`${t.kind} in ('folder', 'file')`),
    check('nodes_name_length', sql`octet_length(${t.name}) <= 255 and (${t.name} = '') = (${t.parentId} is null)`),
    check('nodes_not_in_itself', sql`${t.parentId} <> ${t.id}`),
    check('nodes_bytes', sql`(${t.kind} = 'file') = (${t.hash} is not null) and (${t.kind} = 'file' or ${t.size} = 0)`),
    check('nodes_hash', sql`${t.hash} ~ '^[0-9a-f]{64}$'`),
    check('nodes_size', sql`${t.size} >= 0`),
    check(
      'nodes_that_stay',
      sql`(${t.parentId} is not null and not ${t.isHomes}) or (${t.kind} = 'folder' and ${t.trashedAt} is null)`,
    ),
    check('nodes_of_partners_stay', sql`${t.partnerRoots} = 0 or (${t.kind} = 'folder' and ${t.trashedAt} is null)`),
    check('nodes_homes_are_folders', sql`${t.homeUserId} is null or ${t.kind} = 'folder'`),
    check('nodes_purged_from_the_trash', sql`not ${t.isPurged} or ${t.trashedAt} is not null`),
    check('nodes_trashed_by_somebody', sql`(${t.trashedAt} is null) = (${t.trashedBy} is null)`),
  ],
)

/**
 * What a file was before it was replaced, kept for the trash period. `madeBy` is a name as it was; its bytes count for
 * whose the file was then (FIL-10).
 */
export const fileVersions = pgTable(
  'file_versions',
  {
    organizationId: uuid('organization_id').notNull(),
    workspaceId: uuid('workspace_id').notNull(),
    ownerUserId: uuid('owner_user_id'),
    fileId: uuid('file_id').notNull(),
    version: integer().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    hash: text().notNull(),
    madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
    madeBy: text('made_by').notNull(),
    replacedAt: timestamp('replaced_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.fileId, t.version] }),
    index('file_versions_by_replacing').on(t.organizationId, t.workspaceId, t.replacedAt),
    index('file_versions_by_owner').on(t.organizationId, t.ownerUserId).where(sql`owner_user_id is not null`),
    foreignKey({
      name: 'file_versions_file',
      columns: [t.organizationId, t.workspaceId, t.fileId],
      foreignColumns: [nodes.organizationId, nodes.workspaceId, nodes.id],
    })
      .onDelete('cascade')
      .onUpdate('cascade'),
    check('file_versions_hash', sql`${t.hash} ~ '^[0-9a-f]{64}$'`),
    check('file_versions_size', sql`${t.size} >= 0`),
  ],
)

const hasItsMask = ({ level, mask }: { readonly level: AnyPgColumn; readonly mask: AnyPgColumn }) =>
  sql`(${level}, ${mask}) in (('list', 1), ('read', 3), ('write', 4), ('share', 11), ('history', 17), ('full', 39), ('admin', 127))`

/**
 * Who may do what in a folder, and below it when `isRecursive` (FIL-2, FIL-3). One of user, group and partner; `mask` is
 * what the level comes to (lib/rules/levels.ts). From `endsAt` on it counts for nothing (USR-2). `givenBy` is a name as
 * it was; null where Atrium itself gave it.
 */
export const folderPermissions = pgTable(
  'folder_permissions',
  {
    organizationId: uuid('organization_id').notNull(),
    id: uuid().notNull(),
    workspaceId: uuid('workspace_id').notNull(),
    folderId: uuid('folder_id').notNull(),
    /** Where the user or group is from. Cross-workspace access is to open it; until then it is the folder's workspace. */
    granteeWorkspaceId: uuid('grantee_workspace_id').notNull(),
    userId: uuid('user_id'),
    groupId: uuid('group_id'),
    partnerId: uuid('partner_id'),
    level: text({ enum: ['list', 'read', 'write', 'share', 'history', 'full', 'admin'] }).notNull(),
    mask: integer().notNull(),
    isRecursive: boolean('is_recursive').notNull(),
    endsAt: timestamp('ends_at', { withTimezone: true }),
    givenBy: text('given_by'),
    givenAt: timestamp('given_at', { withTimezone: true }).notNull().defaultNow(),
    revision: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    uniqueIndex('folder_permissions_of_user')
      .on(t.organizationId, t.folderId, t.userId, t.level)
      .where(sql`user_id is not null`),
    uniqueIndex('folder_permissions_of_group')
      .on(t.organizationId, t.folderId, t.groupId, t.level)
      .where(sql`group_id is not null`),
    uniqueIndex('folder_permissions_of_partner')
      .on(t.organizationId, t.folderId, t.partnerId, t.level)
      .where(sql`partner_id is not null`),
    index('folder_permissions_by_user').on(t.organizationId, t.userId, t.folderId).where(sql`user_id is not null`),
    index('folder_permissions_by_group').on(t.organizationId, t.groupId, t.folderId).where(sql`group_id is not null`),
    index('folder_permissions_by_partner')
      .on(t.organizationId, t.partnerId, t.folderId)
      .where(sql`partner_id is not null`),
    index('folder_permissions_by_workspace').on(t.organizationId, t.workspaceId, t.folderId),
    check('folder_permissions_one_grantee', sql`num_nonnulls(${t.userId}, ${t.groupId}, ${t.partnerId}) = 1`),
    check('folder_permissions_level', hasItsMask(t)),
    check(
      'folder_permissions_of_partners',
      sql`${t.partnerId} is null or ${t.level} in ('list', 'read', 'write', 'full')`,
    ),
    check('folder_permissions_in_workspace', sql`${t.granteeWorkspaceId} = ${t.workspaceId}`),
    foreignKey({
      name: 'folder_permissions_folder',
      columns: [t.organizationId, t.workspaceId, t.folderId],
      foreignColumns: [nodes.organizationId, nodes.workspaceId, nodes.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'folder_permissions_user',
      columns: [t.organizationId, t.granteeWorkspaceId, t.userId],
      foreignColumns: [users.organizationId, users.workspaceId, users.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'folder_permissions_group',
      columns: [t.organizationId, t.granteeWorkspaceId, t.groupId],
      foreignColumns: [groups.organizationId, groups.workspaceId, groups.id],
    }).onDelete('cascade'),
  ],
)

/**
 * The folders above each one that carries permissions, up to the root or to what is in the trash (FIL-5). Kept by triggers, which alone write it: a reference would be
 * asked again for each way of a folder that is moved.
 */
export const folderWays = pgTable(
  'folder_ways',
  {
    organizationId: uuid('organization_id').notNull(),
    folderId: uuid('folder_id').notNull(),
    ancestorId: uuid('ancestor_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.folderId, t.ancestorId] }),
    index('folder_ways_below').on(t.organizationId, t.ancestorId, t.folderId),
  ],
)
