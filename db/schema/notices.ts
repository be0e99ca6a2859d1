import { sql } from 'drizzle-orm'
import { foreignKey, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { accounts } from './accounts'

/** Something a person is told (USR-3). It outlives the user and the workspace it is about; it goes with the person. */
export const notices = pgTable(
  'notices',
  {
    organizationId: uuid('organization_id').notNull(),
    id: uuid().notNull(),
    accountId: uuid('account_id').notNull(),
    workspaceId: uuid('workspace_id'),
    event: text().notNull(),
    title: text().notNull(),
    body: text().notNull(),
    /** Where it leads within Atrium; empty where there is nowhere to go. */
    path: text().notNull().default(''),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    readAt: timestamp('read_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('notices_of_account').on(t.organizationId, t.accountId, t.at, t.id),
    index('notices_unread').on(t.organizationId, t.accountId).where(sql`read_at is null`),
    foreignKey({
      columns: [t.organizationId, t.accountId],
      foreignColumns: [accounts.organizationId, accounts.id],
    }).onDelete('cascade'),
  ],
)
