import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { organizations } from './organizations'
import { workspaces } from './workspaces'

/** A person's sign-in identity in one organization. `signInUserId` is set only when chosen by hand (SWI-7). */
export const accounts = pgTable(
  'accounts',
  {
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
    id: uuid().notNull(),
    email: text().notNull(),
    name: text().notNull(),
    passwordHash: text('password_hash'),
    signInUserId: uuid('sign_in_user_id'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('accounts_email').on(t.organizationId, t.email),
    check('accounts_email_canonical', sql`${t.email} = lower(btrim(${t.email})) and char_length(${t.email}) <= 254`),
    check('accounts_name', sql`char_length(${t.name}) between 1 and 120`),
  ],
)

/** A member in one workspace. `invitedAt` decides the sign-in workspace (SWI-3). */
export const users = pgTable(
  'users',
  {
    organizationId: uuid('organization_id').notNull(),
    id: uuid().notNull(),
    accountId: uuid('account_id').notNull(),
    workspaceId: uuid('workspace_id').notNull(),
    state: text({ enum: ['active', 'deactivated'] })
      .notNull()
      .default('active'),
    isOrganizationAdmin: boolean('is_organization_admin').notNull().default(false),
    isWorkspaceAdmin: boolean('is_workspace_admin').notNull().default(false),
    invitedAt: timestamp('invited_at', { withTimezone: true }).notNull().defaultNow(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('users_of_account').on(t.organizationId, t.accountId, t.id),
    unique('users_one_per_workspace').on(t.organizationId, t.accountId, t.workspaceId),
    index('users_administering').on(t.organizationId, t.workspaceId).where(sql`is_workspace_admin`),
    index('users_by_workspace').on(t.organizationId, t.workspaceId, t.id),
    foreignKey({ columns: [t.organizationId, t.accountId], foreignColumns: [accounts.organizationId, accounts.id] }),
    foreignKey({
      columns: [t.organizationId, t.workspaceId],
      foreignColumns: [workspaces.organizationId, workspaces.id],
    }),
    check('users_state', sql`${t.state} in ('active', 'deactivated')`),
  ],
)
