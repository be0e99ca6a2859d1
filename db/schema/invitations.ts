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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { groups } from './groups'
import { workspaces } from './workspaces'

/**
 * An address asked into a workspace. Open until accepted or revoked; past `expiresAt` its link is dead until it is sent
 * again. `firstSentAt` becomes the user's `invitedAt` (SWI-3). With a `partnerId` it leads straight into that one (PAR-2). Only the hash of the token is kept (SEC-5); it is null
 * before the mail goes out, and once the link is used up.
 */
export const invitations = pgTable(
  'invitations',
  {
    organizationId: uuid('organization_id').notNull(),
    id: uuid().notNull(),
    workspaceId: uuid('workspace_id').notNull(),
    email: text().notNull(),
    /** What the inviter called them; empty when they said nothing. */
    name: text().notNull().default(''),
    isWorkspaceAdmin: boolean('is_workspace_admin').notNull().default(false),
    partnerId: uuid('partner_id'),
    tokenHash: text('token_hash'),
    invitedByAccountId: uuid('invited_by_account_id'),
    invitedByName: text('invited_by_name').notNull(),
    firstSentAt: timestamp('first_sent_at', { withTimezone: true }).notNull().defaultNow(),
    sentAt: timestamp('sent_at', { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    acceptedAt: timestamp('accepted_at', { withTimezone: true }),
    revokedAt: timestamp('revoked_at', { withTimezone: true }),
    revokedByName: text('revoked_by_name'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('invitations_in_workspace').on(t.organizationId, t.workspaceId, t.id),
    unique('invitations_token').on(t.organizationId, t.tokenHash),
    uniqueIndex('invitations_one_open')
      .on(t.organizationId, t.workspaceId, t.email)
      .where(sql`accepted_at is null and revoked_at is null`),
    index('invitations_open_to').on(t.organizationId, t.email).where(sql`accepted_at is null and revoked_at is null`),
    index('invitations_into_partner').on(t.organizationId, t.partnerId).where(sql`partner_id is not null`),
    index('invitations_by_sending').on(t.organizationId, t.workspaceId, t.sentAt, t.id),
    foreignKey({
      columns: [t.organizationId, t.workspaceId],
      foreignColumns: [workspaces.organizationId, workspaces.id],
    }),
    check('invitations_email', sql`${t.email} = lower(btrim(${t.email})) and char_length(${t.email}) <= 254`),
    check('invitations_into_partner_without_role', sql`${t.partnerId} is null or not ${t.isWorkspaceAdmin}`),
    check('invitations_end_once', sql`${t.acceptedAt} is null or ${t.revokedAt} is null`),
  ],
)

/** Groups to join on acceptance. A group that is deleted meanwhile is no longer joined. */
export const invitationGroups = pgTable(
  'invitation_groups',
  {
    organizationId: uuid('organization_id').notNull(),
    invitationId: uuid('invitation_id').notNull(),
    groupId: uuid('group_id').notNull(),
    workspaceId: uuid('workspace_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.invitationId, t.groupId] }),
    index('invitation_groups_by_group').on(t.organizationId, t.groupId),
    foreignKey({
      columns: [t.organizationId, t.workspaceId, t.invitationId],
      foreignColumns: [invitations.organizationId, invitations.workspaceId, invitations.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.organizationId, t.workspaceId, t.groupId],
      foreignColumns: [groups.organizationId, groups.workspaceId, groups.id],
    }).onDelete('cascade'),
  ],
)
