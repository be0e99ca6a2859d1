import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { users } from './accounts'
import { workspaces } from './workspaces'

/** Users of one workspace, named together. `nameKey` is the canonical name (GRP-1). */
export const groups = pgTable(
  'groups',
  {
    organizationId: uuid('organization_id').notNull(),
    id: uuid().notNull(),
    workspaceId: uuid('workspace_id').notNull(),
    name: text().notNull(),
    nameKey: text('name_key').notNull(),
    revision: integer().notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('groups_in_workspace').on(t.organizationId, t.workspaceId, t.id),
    unique('groups_name').on(t.organizationId, t.workspaceId, t.nameKey),
    foreignKey({
      columns: [t.organizationId, t.workspaceId],
      foreignColumns: [workspaces.organizationId, workspaces.id],
    }),
    check('groups_name_length', sql`char_length(${t.name}) between 1 and 80`),
  ],
)

/** Who is in a group: users of its workspace alone, which the keys see to (GRP-1). */
export const groupMembers = pgTable(
  'group_members',
  {
    organizationId: uuid('organization_id').notNull(),
    groupId: uuid('group_id').notNull(),
    userId: uuid('user_id').notNull(),
    workspaceId: uuid('workspace_id').notNull(),
    addedAt: timestamp('added_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.groupId, t.userId] }),
    index('group_members_by_user').on(t.organizationId, t.userId, t.groupId),
    foreignKey({
      columns: [t.organizationId, t.workspaceId, t.groupId],
      foreignColumns: [groups.organizationId, groups.workspaceId, groups.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.organizationId, t.workspaceId, t.userId],
      foreignColumns: [users.organizationId, users.workspaceId, users.id],
    }).onDelete('cascade'),
  ],
)

/** How many are in a group, kept by triggers; its workspace, so that a list sorted by it is read by key. */
export const groupCounts = pgTable(
  'group_counts',
  {
    organizationId: uuid('organization_id').notNull(),
    groupId: uuid('group_id').notNull(),
    workspaceId: uuid('workspace_id').notNull(),
    members: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.groupId] }),
    index('group_counts_by_members').on(t.organizationId, t.workspaceId, t.members, t.groupId),
    foreignKey({
      columns: [t.organizationId, t.workspaceId, t.groupId],
      foreignColumns: [groups.organizationId, groups.workspaceId, groups.id],
    }).onDelete('cascade'),
  ],
)
