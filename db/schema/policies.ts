import { foreignKey, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { organizations } from './organizations'
import { workspaces } from './workspaces'

const setting = {
  key: text().notNull(),
  value: jsonb().notNull(),
  revision: integer().notNull().default(1),
  changedAt: timestamp('changed_at', { withTimezone: true }).notNull().defaultNow(),
  changedBy: text('changed_by').notNull(),
}

/** Values an organization has set; what it has not has the default of its definition (POL-1). */
export const organizationPolicies = pgTable(
  'organization_policies',
  {
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
    ...setting,
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.key] })],
)

/** Values a workspace has set for itself, which hold within the organization's (POL-1). */
export const workspacePolicies = pgTable(
  'workspace_policies',
  {
    organizationId: uuid('organization_id').notNull(),
    workspaceId: uuid('workspace_id').notNull(),
    ...setting,
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.workspaceId, t.key] }),
    foreignKey({
      columns: [t.organizationId, t.workspaceId],
      foreignColumns: [workspaces.organizationId, workspaces.id],
    }),
  ],
)
