import { sql } from 'drizzle-orm'
import type { Tx } from '../database/client'

const keyOf = (workspaceId: string) => sql`hashtextextended(${`tree ${workspaceId}`}, 0)`

/**
 * Whoever takes something from where it is holds the workspace's tree alone: two moves at once could make a circle, and
 * what is put into a folder while it goes would go with it, or stay behind.
 */
export const lockTree = (tx: Tx, workspaceId: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(${keyOf(workspaceId)})`)

/** Whoever puts something into a folder, or gives a permission on it, holds the tree with others who do. */
export const lockTreeWithOthers = (tx: Tx, workspaceId: string) =>
  tx.execute(sql`select pg_advisory_xact_lock_shared(${keyOf(workspaceId)})`)

/**
 * Whoever makes many things in one transaction holds what the database would otherwise take at the first path that grows
 * (db/functions/paths.sql), which may come after it has counted bytes: others grow a path first, and count then.
 */
export const lockPaths = (tx: Tx, workspaceId: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`longest paths ${workspaceId}`}, 0))`)
