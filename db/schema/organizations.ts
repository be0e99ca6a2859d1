import { sql } from 'drizzle-orm'
import { check, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** The tenant. Its own id is its organization id, so the same policy guards it. */
export const organizations = pgTable(
  'organizations',
  {
    id: uuid().primaryKey(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    check('organizations_slug', sql`${t.slug} ~ '^[a-z0-9][a-z0-9-]{0,39}$'`),
    check('organizations_name', sql`char_length(${t.name}) between 1 and 80`),
  ],
)

/** Totals kept by triggers, so that no page counts an organization. */
export const organizationCounts = pgTable('organization_counts', {
  organizationId: uuid('organization_id')
    .primaryKey()
    .references(() => organizations.id),
  workspaces: integer().notNull().default(0),
  users: integer().notNull().default(0),
  people: integer().notNull().default(0),
  organizationAdmins: integer('organization_admins').notNull().default(0),
})
