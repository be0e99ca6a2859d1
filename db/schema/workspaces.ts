import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { organizations } from './organizations'

/** A team inside an organization. `code` is the workspace ID people read; `nameKey` is its canonical name. */
export const workspaces = pgTable(
  'workspaces',
  {
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
    id: uuid().notNull(),
    code: text().notNull().unique(),
    name: text().notNull(),
    nameKey: text('name_key').notNull(),
    description: text().notNull().default(''),
    isDefault: boolean('is_default').notNull().default(false),
    revision: integer().notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    deletedAt: timestamp('deleted_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    uniqueIndex('workspaces_name').on(t.organizationId, t.nameKey).where(sql`deleted_at is null`),
    uniqueIndex('workspaces_default').on(t.organizationId).where(sql`is_default`),
    index('workspaces_by_name').on(t.organizationId, t.nameKey, t.id).where(sql`deleted_at is null`),
    index('workspaces_by_creation').on(t.organizationId, t.createdAt, t.id).where(sql`deleted_at is null`),
    check('workspaces_code', sql`${t.code} ~ '^[0-9]{2}-[0-9]{7}$'`),
    check('workspaces_name_length', sql`char_length(${t.name}) between 1 and 80`),
    check('workspaces_description_length', sql`char_length(${t.description}) <= 500`),
    check('workspaces_default_stays', sql`not (${t.isDefault} and ${t.deletedAt} is not null)`),
  ],
)

/** Every workspace ID ever given, so that none is given twice. Rows are never removed. */
export const workspaceCodes = pgTable(
  'workspace_codes',
  {
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
    code: text().notNull().unique(),
    givenAt: timestamp('given_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.code] })],
)

/** Active users of a workspace and the roles among them, kept by triggers. */
export const workspaceCounts = pgTable(
  'workspace_counts',
  {
    organizationId: uuid('organization_id').notNull(),
    workspaceId: uuid('workspace_id').notNull(),
    users: integer().notNull().default(0),
    workspaceAdmins: integer('workspace_admins').notNull().default(0),
    organizationAdmins: integer('organization_admins').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.workspaceId] }),
    index('workspace_counts_unadministered').on(t.organizationId, t.workspaceId).where(sql`workspace_admins = 0`),
    index('workspace_counts_by_users').on(t.organizationId, t.users, t.workspaceId),
    foreignKey({
      columns: [t.organizationId, t.workspaceId],
      foreignColumns: [workspaces.organizationId, workspaces.id],
    }).onDelete('cascade'),
  ],
)

/** What must not be purged. Set and lifted by Governance; a workspace under hold is not deleted (WSP-9). */
export const legalHolds = pgTable(
  'legal_holds',
  {
    organizationId: uuid('organization_id').notNull(),
    id: uuid().notNull(),
    workspaceId: uuid('workspace_id').notNull(),
    reason: text().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    liftedAt: timestamp('lifted_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('legal_holds_by_workspace').on(t.organizationId, t.workspaceId),
    foreignKey({
      columns: [t.organizationId, t.workspaceId],
      foreignColumns: [workspaces.organizationId, workspaces.id],
    }),
  ],
)
