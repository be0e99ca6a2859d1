import 'server-only'
import { and, asc, eq, sql } from 'drizzle-orm'
import { folderPermissions } from '../../db/schema/files'
import { Refused } from '../change/failures'
import { readCursor, writeCursor } from '../cursor'
import { reading } from '../database/client'
import { lastDayBefore } from '../end-dates/writes'
import type { Actor } from '../rules/actor'
import { mayChangePermission, mayTakePermission } from '../rules/folder-permissions'
import { levelWords } from '../rules/levels'
import { readAdministered, selectPermissions } from './facts'
import type { ListPermissionsInput, PreviewPermissionInput } from './input'
import { type PreviewLine, selectPeople, wishOf } from './preview'

/** A page of the permissions on a folder itself, in the order they were given, each with what the actor may do; or null. */
export const listPermissions = (actor: Actor, folderId: string, { after }: ListPermissionsInput, size = 50) =>
  reading(actor.organization.id, async (tx) => {
    const folder = await readAdministered(tx, actor, folderId)
    if (!folder) return null
    const cursor = readCursor(after, 'time')
    const found = await selectPermissions(tx)
      .where(
        and(
          eq(folderPermissions.organizationId, actor.organization.id),
          eq(folderPermissions.folderId, folder.id),
          cursor
            ? sql`(${folderPermissions.givenAt}, ${folderPermissions.id}) > (${String(cursor[0])}::timestamptz, ${cursor[1]}::uuid)`
            : undefined,
        ),
      )
      .orderBy(asc(folderPermissions.givenAt), asc(folderPermissions.id))
      .limit(size + 1)
    const page = found.slice(0, size)
    const last = page.at(-1)
    return {
      rows: page.map((row) => ({
        id: row.id,
        grantee: {
          kind: row.userId === null ? ('group' as const) : ('user' as const),
          id: row.userId ?? row.groupId ?? '',
        },
        name: row.name,
        email: row.email,
        level: row.level,
        words: levelWords(row.mask),
        isRecursive: row.isRecursive,
        lastDay: row.endsAt && lastDayBefore(row.endsAt),
        givenBy: row.givenBy,
        givenAt: row.givenAt.toISOString(),
        revision: row.revision,
        mayChange: mayChangePermission(folder, row, row),
        mayTake: mayTakePermission(folder, row),
      })),
      next: found.length > size && last ? writeCursor([last.givenKey, last.id]) : null,
    }
  })

const toLine = ({ id, name, email, before, after, below_before, below_after }: PreviewLine) => ({
  userId: id,
  name,
  email,
  before: levelWords(before),
  after: levelWords(after),
  belowBefore: levelWords(below_before),
  belowAfter: levelWords(below_after),
})

/**
 * FIL-3: what giving, changing or taking a permission would add and take, before it is done: how many people it is,
 * how many gain and lose something in the folder or below it, and a line each for the first 200, by name. A level is in
 * words, empty for none. Or why it may not be done.
 */
export async function previewPermission(actor: Actor, asked: PreviewPermissionInput) {
  try {
    return await reading(actor.organization.id, async (tx) => {
      const wish = await wishOf(tx, actor, asked)
      if (!wish.verdict.ok) return wish.verdict
      const rows = await selectPeople(tx, actor, wish)
      const { people = 0, gaining = 0, losing = 0 } = rows[0] ?? {}
      return { ok: true as const, value: { people, gaining, losing, lines: rows.map(toLine) } }
    })
  } catch (error) {
    if (error instanceof Refused) return error.failure
    throw error
  }
}
