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
import { nodes } from './files'
import { workspaces } from './workspaces'

/**
 * Outside companies of a workspace (PAR-1). `nameKey` is the canonical name. Roots never contain each other, and none is
 * moved or trashed while its partner stands, which triggers see to. `responsibleUserId` is a user of the workspace; null
 * when that one is gone.
 */
export const partners = pgTable(
  'partners',
  {
    organizationId: uuid('organization_id').notNull(),
    id: uuid().notNull(),
    workspaceId: uuid('workspace_id').notNull(),
    name: text().notNull(),
    nameKey: text('name_key').notNull(),
    rootFolderId: uuid('root_folder_id').notNull(),
    responsibleUserId: uuid('responsible_user_id'),
    notes: text().notNull().default(''),
    revision: integer().notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    // For what must be of the same workspace: its users, its permissions, invitations into it.
    unique('partners_in_workspace').on(t.organizationId, t.workspaceId, t.id),
    unique('partners_name').on(t.organizationId, t.workspaceId, t.nameKey),
    unique('partners_root').on(t.organizationId, t.rootFolderId),
    index('partners_by_responsible').on(t.organizationId, t.responsibleUserId),
    foreignKey({
      columns: [t.organizationId, t.workspaceId],
      foreignColumns: [workspaces.organizationId, workspaces.id],
    }),
    foreignKey({
      name: 'partners_root_folder',
      columns: [t.organizationId, t.workspaceId, t.rootFolderId],
      foreignColumns: [nodes.organizationId, nodes.workspaceId, nodes.id],
    }),
    check('partners_name_length', sql`char_length(${t.name}) between 1 and 80`),
    check('partners_notes_length', sql`char_length(${t.notes}) <= 2000`),
  ],
)
