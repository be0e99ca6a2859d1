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
import { accounts } from './accounts'
import { organizations } from './organizations'

/** One signed-in browser. The acting user lives here, so a switch holds in every tab (SWI-1). */
export const sessions = pgTable(
  'sessions',
  {
    organizationId: uuid('organization_id').notNull(),
    id: uuid().notNull().unique(),
    accountId: uuid('account_id').notNull(),
    actingUserId: uuid('acting_user_id'),
    address: text().notNull(),
    client: text().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    lastSeenAt: timestamp('last_seen_at', { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    endedAt: timestamp('ended_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('sessions_by_account').on(t.organizationId, t.accountId),
    index('sessions_by_acting_user').on(t.organizationId, t.actingUserId),
    index('sessions_open').on(t.organizationId, t.createdAt, t.id).where(sql`ended_at is null`),
    foreignKey({
      columns: [t.organizationId, t.accountId],
      foreignColumns: [accounts.organizationId, accounts.id],
    }).onDelete('cascade'),
  ],
)

/** A single-use link to set a password. Only the hash of its token is kept (SEC-5). */
export const passwordResets = pgTable(
  'password_resets',
  {
    organizationId: uuid('organization_id').notNull(),
    id: uuid().notNull(),
    accountId: uuid('account_id').notNull(),
    tokenHash: text('token_hash').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('password_resets_token').on(t.organizationId, t.tokenHash),
    index('password_resets_by_account').on(t.organizationId, t.accountId),
    foreignKey({
      columns: [t.organizationId, t.accountId],
      foreignColumns: [accounts.organizationId, accounts.id],
    }).onDelete('cascade'),
  ],
)

/** Failed attempts in a window. `key` is a hash of what is counted: account and address, account, or address. */
export const throttles = pgTable(
  'throttles',
  {
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
    key: text().notNull(),
    failures: integer().notNull().default(0),
    windowEndsAt: timestamp('window_ends_at', { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.key] }), check('throttles_failures', sql`${t.failures} >= 0`)],
)
