import { sql } from 'drizzle-orm'
import { bigint, boolean, check, foreignKey, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { users } from './accounts'
import { operations } from './operations'
import { workspaces } from './workspaces'

/**
 * Copies that are made in the background (CPM-8), for as long as something is left of them. `workspaceId` is where they go
 * to; `reserved` bytes are what is still to come there (FIL-10).
 */
export const copies = pgTable(
  'copies',
  {
    organizationId: uuid('organization_id').notNull(),
    operationId: uuid('operation_id').notNull(),
    workspaceId: uuid('workspace_id').notNull(),
    userId: uuid('user_id').notNull(),
    folderId: uuid('folder_id').notNull(),
    nodeIds: uuid('node_ids').array().notNull(),
    /** What each was called when it was chosen, for who can no longer be told what it is called now. */
    names: text().array().notNull().default([]),
    ifTaken: text('if_taken', { enum: ['keep-both', 'replace', 'skip'] }).notNull(),
    /** What was chosen stands at its destination. */
    isPlaced: boolean('is_placed').notNull().default(false),
    /** Bytes to be copied in all, counted before the first; and those that have been. */
    bytes: bigint({ mode: 'number' }).notNull().default(0),
    copied: bigint({ mode: 'number' }).notNull().default(0),
    reserved: bigint({ mode: 'number' }).notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.operationId] }),
    foreignKey({
      name: 'copies_operation',
      columns: [t.organizationId, t.operationId],
      foreignColumns: [operations.organizationId, operations.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'copies_workspace',
      columns: [t.organizationId, t.workspaceId],
      foreignColumns: [workspaces.organizationId, workspaces.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'copies_user',
      columns: [t.organizationId, t.userId],
      foreignColumns: [users.organizationId, users.id],
    }).onDelete('cascade'),
    check('copies_if_taken', sql`${t.ifTaken} in ('keep-both', 'replace', 'skip')`),
    check('copies_reserved', sql`${t.reserved} >= 0`),
  ],
)

/**
 * Folders whose contents are still to be copied, and the folder that each becomes. `after` is the key of the thing in it that
 * it came to; null where it has not begun. They may be gone by then: nothing refers to them.
 */
export const copyFolders = pgTable(
  'copy_folders',
  {
    organizationId: uuid('organization_id').notNull(),
    operationId: uuid('operation_id').notNull(),
    sourceId: uuid('source_id').notNull(),
    destinationId: uuid('destination_id').notNull(),
    after: text(),
  },
  (t) => [
    primaryKey({
      name: 'copy_folders_key',
      columns: [t.organizationId, t.operationId, t.sourceId, t.destinationId],
    }),
    foreignKey({
      name: 'copy_folders_copy',
      columns: [t.organizationId, t.operationId],
      foreignColumns: [copies.organizationId, copies.operationId],
    }).onDelete('cascade'),
  ],
)
