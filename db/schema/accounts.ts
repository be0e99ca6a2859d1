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
    // For users, whose copy of the address the database keeps equal.
    unique('accounts_id_and_email').on(t.organizationId, t.id, t.email),
    check('accounts_email_canonical', sql`${t.email} = lower(btrim(${t.email})) and char_length(${t.email}) <= 254`),
    check('accounts_name', sql`char_length(${t.name}) between 1 and 120`),
  ],
)

/**
 * A member in one workspace. `invitedAt` decides the sign-in workspace (SWI-3). `name` is how they are called there, as
 * `nameKey` it is sorted by; `email` is the account's. `partnerId`: a partner user, who has none of the two roles (DEL-4). From `endsAt` on they may do nothing more (USR-2); `ended` is what
 * Atrium makes of them soon after.
 */
export const users = pgTable(
  'users',
  {
    organizationId: uuid('organization_id').notNull(),
    id: uuid().notNull(),
    accountId: uuid('account_id').notNull(),
    workspaceId: uuid('workspace_id').notNull(),
    email: text().notNull(),
    name: text().notNull(),
    nameKey: text('name_key').notNull(),
    state: text({ enum: ['active', 'ended', 'deactivated'] })
      .notNull()
      .default('active'),
    isOrganizationAdmin: boolean('is_organization_admin').notNull().default(false),
    isWorkspaceAdmin: boolean('is_workspace_admin').notNull().default(false),
    partnerId: uuid('partner_id'),
    invitedAt: timestamp('invited_at', { withTimezone: true }).notNull().defaultNow(),
    endsAt: timestamp('ends_at', { withTimezone: true }),
    lastActiveAt: timestamp('last_active_at', { withTimezone: true }),
    revision: integer().notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('users_of_account').on(t.organizationId, t.accountId, t.id),
    unique('users_one_per_workspace').on(t.organizationId, t.accountId, t.workspaceId),
    // For what belongs to a user in their workspace and nowhere else, such as a place in a group.
    unique('users_in_workspace').on(t.organizationId, t.workspaceId, t.id),
    index('users_by_name').on(t.organizationId, t.nameKey, t.id),
    index('users_by_email').on(t.organizationId, t.email, t.id),
    index('users_of_workspace_by_name').on(t.organizationId, t.workspaceId, t.nameKey, t.id),
    index('users_of_workspace_by_email').on(t.organizationId, t.workspaceId, t.email, t.id),
    index('users_administering').on(t.organizationId, t.workspaceId).where(sql`is_workspace_admin`),
    index('users_workspace_admins').on(t.organizationId, t.nameKey, t.id).where(sql`is_workspace_admin`),
    index('users_organization_admins').on(t.organizationId, t.nameKey, t.id).where(sql`is_organization_admin`),
    index('users_of_partner').on(t.organizationId, t.partnerId, t.nameKey, t.id).where(sql`partner_id is not null`),
    index('users_not_active').on(t.organizationId, t.state, t.nameKey, t.id).where(sql`state <> 'active'`),
    foreignKey({
      columns: [t.organizationId, t.accountId, t.email],
      foreignColumns: [accounts.organizationId, accounts.id, accounts.email],
    }).onUpdate('cascade'),
    foreignKey({
      columns: [t.organizationId, t.workspaceId],
      foreignColumns: [workspaces.organizationId, workspaces.id],
    }),
    check('users_state', sql`${t.state} in ('active', 'ended', 'deactivated')`),
    check('users_name', sql`char_length(${t.name}) between 1 and 120`),
    // Or the last of them could be locked out by the clock alone (DEL-3).
    check('users_organization_admins_stay', sql`not (${t.isOrganizationAdmin} and ${t.endsAt} is not null)`),
    check(
      'users_of_partners_have_no_role',
      sql`${t.partnerId} is null or not (${t.isOrganizationAdmin} or ${t.isWorkspaceAdmin})`,
    ),
    check(
      'users_roles_are_active',
      sql`${t.state} <> 'deactivated' or not (${t.isOrganizationAdmin} or ${t.isWorkspaceAdmin})`,
    ),
  ],
)
