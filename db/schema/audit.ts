import { bigint, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { organizations } from './organizations'

/**
 * One record a change, hash-chained per organization. `body` is the exact JSON text that `hash` covers; the other
 * columns repeat parts of it to be filtered by. Written by the function append_audit alone.
 */
export const auditRecords = pgTable(
  'audit_records',
  {
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
    seq: bigint({ mode: 'number' }).notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    event: text().notNull(),
    accountId: uuid('account_id'),
    workspaceId: uuid('workspace_id'),
    searchText: text('search_text').notNull(),
    body: text().notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.seq] }),
    index('audit_records_by_workspace').on(t.organizationId, t.workspaceId, t.seq),
    index('audit_records_by_account').on(t.organizationId, t.accountId, t.seq),
    index('audit_records_by_event').on(t.organizationId, t.event, t.seq),
    index('audit_records_by_time').on(t.organizationId, t.at),
  ],
)

/** The end of each organization's chain; locked last in a change. */
export const auditHeads = pgTable('audit_heads', {
  organizationId: uuid('organization_id')
    .primaryKey()
    .references(() => organizations.id),
  seq: bigint({ mode: 'number' }).notNull(),
  hash: text().notNull(),
})

/** Sign-ins, failed sign-ins, switches, exports and refusals of administrative acts (SEC-7). */
export const activity = pgTable(
  'activity',
  {
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
    id: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    event: text().notNull(),
    accountId: uuid('account_id'),
    personName: text('person_name').notNull(),
    email: text().notNull(),
    workspaceId: uuid('workspace_id'),
    workspaceName: text('workspace_name').notNull(),
    detail: text().notNull(),
    address: text().notNull(),
    client: text().notNull(),
    requestId: text('request_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('activity_by_workspace').on(t.organizationId, t.workspaceId, t.id),
    index('activity_by_account').on(t.organizationId, t.accountId, t.id),
  ],
)
