import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import { organizations } from './organizations'

/** A file of users to be made (INV-7): checked, then applied by an operation that works off its lines. */
export const rosters = pgTable(
  'rosters',
  {
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
    id: uuid().notNull(),
    /** Who brought it: it is seen and applied by Organization Admins alone. */
    accountId: uuid('account_id'),
    broughtBy: text('brought_by').notNull(),
    fileName: text('file_name').notNull(),
    operationId: uuid('operation_id'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('rosters_by_creation').on(t.organizationId, t.createdAt, t.id),
  ],
)

/** A line of the file with what is to come of it, or why not; `doneAt` once it has. */
export const rosterLines = pgTable(
  'roster_lines',
  {
    organizationId: uuid('organization_id').notNull(),
    rosterId: uuid('roster_id').notNull(),
    line: integer().notNull(),
    workspaceName: text('workspace_name').notNull(),
    workspaceKey: text('workspace_key').notNull(),
    email: text().notNull(),
    name: text().notNull(),
    role: text({ enum: ['member', 'workspace_admin'] }).notNull(),
    groups: jsonb().notNull().$type<readonly string[]>(),
    outcome: text({ enum: ['create', 'change', 'same', 'refused'] }).notNull(),
    /** Of a refusal, or in words what changes. */
    reason: text().notNull().default(''),
    doneAt: timestamp('done_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.rosterId, t.line] }),
    index('roster_lines_by_outcome').on(t.organizationId, t.rosterId, t.outcome, t.line),
    index('roster_lines_open').on(t.organizationId, t.rosterId, t.line).where(sql`done_at is null`),
    foreignKey({
      columns: [t.organizationId, t.rosterId],
      foreignColumns: [rosters.organizationId, rosters.id],
    }).onDelete('cascade'),
    check('roster_lines_role', sql`${t.role} in ('member', 'workspace_admin')`),
    check('roster_lines_outcome', sql`${t.outcome} in ('create', 'change', 'same', 'refused')`),
  ],
)
