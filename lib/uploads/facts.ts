import { and, count, eq, sql } from 'drizzle-orm'
import { uploads } from '../../db/schema/uploads'
import { notFound } from '../change/failures'
import type { Tx } from '../database/client'
import type { Actor } from '../rules/actor'
import { uploadsInScope } from '../scope'

/** An upload that exists for the actor, or undefined. */
export async function readUpload(tx: Tx, actor: Actor, id: string) {
  const [upload] = await tx
    .select()
    .from(uploads)
    .where(and(uploadsInScope(actor), eq(uploads.id, id)))
  return upload
}

/** One that is open, locked; or not found. Whoever makes a file of it holds the lock of its folder's tree. */
export async function lockUpload(tx: Tx, actor: Actor, id: string) {
  const [upload] = await tx
    .select()
    .from(uploads)
    .where(and(uploadsInScope(actor), eq(uploads.id, id), eq(uploads.state, 'open')))
    .for('no key update')
  if (!upload) throw notFound()
  return upload
}

const isOpen = sql`state = 'open'` // as its index says it

/** How many uploads a user has open, while they begin no other. */
export async function lockOpenUploads(tx: Tx, organizationId: string, userId: string): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`uploads ${userId}`}, 0))`)
  const [row] = await tx
    .select({ open: count() })
    .from(uploads)
    .where(and(eq(uploads.organizationId, organizationId), eq(uploads.userId, userId), isOpen))
  return row?.open ?? 0
}
