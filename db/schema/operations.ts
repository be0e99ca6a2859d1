import { sql } from 'drizzle-orm'
import {
  boolean,
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

/**
 * Background work that people can see. `partnerId` is the partner whose user they were who started it: as another one's, or
 * as nobody's, they do not see it (PAR-1). `fence` rises with each claim; a step that holds an older one writes nothing.
 */
export const operations = pgTable(
  'operations',
  {
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
    id: uuid().notNull(),
    kind: text().notNull(),
    workspaceId: uuid('workspace_id'),
    workspaceName: text('workspace_name').notNull(),
    accountId: uuid('account_id'),
    userId: uuid('user_id'),
    partnerId: uuid('partner_id'),
    startedBy: text('started_by').notNull(),
    state: text({ enum: ['queued', 'running', 'done', 'failed', 'cancelled'] })
      .notNull()
      .default('queued'),
    done: integer().notNull().default(0),
    total: integer().notNull().default(0),
    /** Of what is done, what could not be: each has a line that says why. */
    failures: integer().notNull().default(0),
    input: jsonb().notNull(),
    reason: text().notNull().default(''),
    isCancellable: boolean('is_cancellable').notNull(),
    cancelAskedAt: timestamp('cancel_asked_at', { withTimezone: true }),
    fence: integer().notNull().default(0),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    startedAt: timestamp('started_at', { withTimezone: true }),
    endedAt: timestamp('ended_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('operations_by_creation').on(t.organizationId, t.createdAt, t.id),
    index('operations_by_workspace').on(t.organizationId, t.workspaceId, t.createdAt),
    index('operations_by_user').on(t.organizationId, t.userId, t.createdAt),
    index('operations_open').on(t.organizationId).where(sql`ended_at is null`),
    check('operations_state', sql`${t.state} in ('queued', 'running', 'done', 'failed', 'cancelled')`),
    check('operations_progress', sql`${t.done} >= 0 and ${t.total} >= 0 and ${t.failures} >= 0`),
  ],
)

/** What an operation has to say, in order. */
export const operationLines = pgTable(
  'operation_lines',
  {
    organizationId: uuid('organization_id').notNull(),
    operationId: uuid('operation_id').notNull(),
    line: integer().notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    message: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.operationId, t.line] }),
    foreignKey({
      columns: [t.organizationId, t.operationId],
      foreignColumns: [operations.organizationId, operations.id],
    }).onDelete('cascade'),
  ],
)

/** Which worker pools are alive: each beats every 5 s. Belongs to the deployment, not to an organization. */
export const workerPools = pgTable('worker_pools', {
  id: text().primaryKey(),
  beatAt: timestamp('beat_at', { withTimezone: true }).notNull().defaultNow(),
})
