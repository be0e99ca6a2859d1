import { sql } from 'drizzle-orm'
import { bigint, check, foreignKey, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users } from './accounts'
import { nodes } from './files'
import { workspaces } from './workspaces'

/**
 * Files on their way into a folder (FIL-6). `size` in bytes is reserved for as long as one is open (FIL-10); what has come
 * of it stands in the store alone, under `storeId`. `hash` is the SHA-256 that its sender declares, in hex; `follows` says
 * that it is told with the last byte. One that is done names its file for a day, for a sender who never heard. `endedAt` is when
 * it was done, or when a night found that nothing of it stands any more.
 */
export const uploads = pgTable(
  'uploads',
  {
    organizationId: uuid('organization_id').notNull(),
    id: uuid().notNull(),
    workspaceId: uuid('workspace_id').notNull(),
    folderId: uuid('folder_id').notNull(),
    userId: uuid('user_id').notNull(),
    name: text().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    hash: text(),
    ifTaken: text('if_taken', { enum: ['refuse', 'keep-both', 'replace'] }).notNull(),
    storeId: uuid('store_id').notNull(),
    state: text({ enum: ['open', 'done'] })
      .notNull()
      .default('open'),
    fileId: uuid('file_id'),
    fileName: text('file_name'),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull().defaultNow(),
    endedAt: timestamp('ended_at', { withTimezone: true }),
    /** What is counted, as it is of copies. */
    reserved: bigint({ mode: 'number' }).generatedAlwaysAs(sql`case state when 'open' then size else 0 end`),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('uploads_by_user').on(t.organizationId, t.userId, t.startedAt),
    index('uploads_open').on(t.organizationId, t.userId).where(sql`state = 'open'`),
    index('uploads_by_folder').on(t.organizationId, t.workspaceId, t.folderId),
    index('uploads_by_start').on(t.organizationId, t.startedAt),
    foreignKey({
      name: 'uploads_folder',
      columns: [t.organizationId, t.workspaceId, t.folderId],
      foreignColumns: [nodes.organizationId, nodes.workspaceId, nodes.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'uploads_user',
      columns: [t.organizationId, t.userId],
      foreignColumns: [users.organizationId, users.id],
    }).onDelete('cascade'),
    check('uploads_name_length', sql`octet_length(${t.name}) between 1 and 255`),
    check('uploads_size', sql`${t.size} >= 0`),
    check('uploads_hash', sql`${t.hash} ~ '^([0-9a-f]{64}|follows)$'`),
    check('uploads_if_taken', sql`${t.ifTaken} in ('refuse', 'keep-both', 'replace')`),
    check('uploads_state', sql`${t.state} in ('open', 'done')`),
    check('uploads_ended', sql`${t.state} = 'open' or ${t.endedAt} is not null`),
    check('uploads_file', sql`(${t.state} = 'done') = (${t.fileId} is not null and ${t.fileName} is not null)`),
  ],
)

const taken = {
  /** Of files and their versions, in the trash or not. */
  bytes: bigint({ mode: 'number' }).notNull().default(0),
  /** Of uploads that are open, and of copies under way. */
  reserved: bigint({ mode: 'number' }).notNull().default(0),
}

/** Bytes that a workspace takes, kept by triggers (FIL-10). */
export const workspaceStorage = pgTable(
  'workspace_storage',
  { organizationId: uuid('organization_id').notNull(), workspaceId: uuid('workspace_id').notNull(), ...taken },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.workspaceId] }),
    foreignKey({
      columns: [t.organizationId, t.workspaceId],
      foreignColumns: [workspaces.organizationId, workspaces.id],
    }).onDelete('cascade'),
    check('workspace_storage_not_below', sql`${t.bytes} >= 0 and ${t.reserved} >= 0`),
  ],
)

/** The same of what a user owns in a workspace, theirs or another. Who owns nothing any more may still have a row of none. */
export const userStorage = pgTable(
  'user_storage',
  {
    organizationId: uuid('organization_id').notNull(),
    workspaceId: uuid('workspace_id').notNull(),
    userId: uuid('user_id').notNull(),
    ...taken,
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.workspaceId, t.userId] }),
    foreignKey({
      columns: [t.organizationId, t.workspaceId],
      foreignColumns: [workspaces.organizationId, workspaces.id],
    }).onDelete('cascade'),
    check('user_storage_not_below', sql`${t.bytes} >= 0 and ${t.reserved} >= 0`),
  ],
)
