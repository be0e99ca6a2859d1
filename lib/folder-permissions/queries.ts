import 'server-only'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { folderPermissions } from '../../db/schema/files'
import { Refused } from '../change/failures'
import { type Cursor, placeIn, readCursor, turnPage, writeCursor } from '../cursor'
import { reading } from '../database/client'
import { lastDayBefore } from '../end-dates/writes'
import { idField } from '../fields'
import { idArray, type ReadNode, selectNodes } from '../files/facts'
import { pathOf, readWay, readWaysSeen, type Step } from '../files/way'
import type { Actor } from '../rules/actor'
import {
  mayChangePermission,
  mayGivePermission,
  mayListPermissions,
  mayTakePermission,
} from '../rules/folder-permissions'
import { levelWords } from '../rules/levels'
import { granteeOf, readAdministered, selectPermissions } from './facts'
import type { ListPermissionsInput, PreviewPermissionInput } from './input'
import { type PreviewLine, selectPeople, wishOf } from './preview'

/** A folder that exists for the actor, the way to it, and what they may do with its permissions; or null. */
export const findFolderAccess = (actor: Actor, folderId: string) =>
  reading(actor.organization.id, async (tx) => {
    if (!idField.safeParse(folderId).success) return null
    const [folder] = await selectNodes(tx, actor, idArray([folderId]))
    if (folder?.kind !== 'folder') return null
    const way = (await readWaysSeen(tx, actor, [folder.id])).get(folder.id) ?? []
    const anybody = { state: 'active', isPartnerUser: false, isInsideRoot: null } as const
    return {
      id: folder.id,
      name: folder.name,
      way,
      workspace: folder.workspace,
      mayListPermissions: mayListPermissions(folder),
      mayGive: mayGivePermission(folder, anybody, { level: 'list', isRecursive: false }),
      mayGiveBelow: mayGivePermission(folder, anybody, { level: 'list', isRecursive: true }),
    }
  })
export type FolderAccess = NonNullable<Awaited<ReturnType<typeof findFolderAccess>>>

/** Of rows read along a way: how far up the folder is that each is on; the folder itself is 1. */
const heightIn = (ids: readonly string[]) => sql<number>`array_position(${idArray(ids)}, ${folderPermissions.folderId})`

type Row = Awaited<ReturnType<typeof selectPermissions>>[number]

/** A permission on one of these folders, with what the actor may do with it; `from` is the folder above it comes from. */
function toRow(row: Row, folder: ReadNode, above: { readonly path: string } | null) {
  return {
    id: row.id,
    grantee: granteeOf(row),
    name: row.name,
    email: row.email,
    level: row.level,
    words: levelWords(row.mask),
    isRecursive: row.isRecursive,
    lastDay: row.endsAt && lastDayBefore(row.endsAt),
    isOver: row.endsAt !== null && row.endsAt.getTime() <= Date.now(),
    givenBy: row.givenBy,
    givenAt: row.givenAt.toISOString(),
    revision: row.revision,
    from: above && { folderId: folder.id, ...above, mayOpen: mayListPermissions(folder) },
    mayChange: mayChangePermission(folder, row, row),
    mayTake: mayTakePermission(folder, row),
  }
}
export type PermissionRow = ReturnType<typeof toRow>

/** A list goes on by height and, on a folder, by the moment they were given: both in the text of a cursor. */
function placeOf({ after, before }: ListPermissionsInput) {
  const place = placeIn({ after, before }, 'text')
  const [, height, at = ''] = /^([1-9]\d{0,3}) (.+)$/.exec(String(place.cursor?.[0] ?? '')) ?? []
  const time = place.cursor && readCursor(writeCursor([at, place.cursor[1]]), 'time')
  return { ...place, cursor: place.cursor && time ? place.cursor : null, height: Number(height), at }
}

const upTo = (way: readonly Step[], id: string) => way.slice(0, way.findIndex((step) => step.id === id) + 1)

/**
 * A page of the permissions that concern a folder: those on it, then those that hold for it from the folders above, the
 * nearest first, each in the order they were given and with what the actor may do; or null. What has ended is shown on
 * the folder itself alone. FIL-2, FIL-3
 */
export const listPermissions = (actor: Actor, folderId: string, asked: ListPermissionsInput, size = 50) =>
  reading(actor.organization.id, async (tx) => {
    const folder = await readAdministered(tx, actor, folderId)
    if (!folder) return null
    const way = await readWay(tx, actor.organization.id, folder.id)
    const ids = way.map((step) => step.id).toReversed()
    const place = placeOf(asked)
    const height = heightIn(ids)
    const direction = place.isBack ? sql`desc` : sql`asc`
    const key = sql`(${height}, ${folderPermissions.givenAt}, ${folderPermissions.id})`
    const beyond: SQL | undefined = place.cursor
      ? sql`${key} ${place.isBack ? sql`<` : sql`>`} (${place.height}::int, ${place.at}::timestamptz, ${place.cursor[1]}::uuid)`
      : undefined
    const found = await selectPermissions(tx)
      .where(
        and(
          eq(folderPermissions.organizationId, actor.organization.id),
          sql`${folderPermissions.folderId} = any (${idArray(ids)})`,
          sql`(${folderPermissions.folderId} = ${folder.id} or (${folderPermissions.isRecursive}
            and (${folderPermissions.endsAt} is null or ${folderPermissions.endsAt} > now())))`,
          beyond,
        ),
      )
      .orderBy(
        sql`${height} ${direction}`,
        sql`${folderPermissions.givenAt} ${direction}`,
        sql`${folderPermissions.id} ${direction}`,
      )
      .limit(size + 1)
    const keyOf = (row: Row): Cursor => [`${ids.indexOf(row.folderId) + 1} ${row.givenKey}`, row.id]
    const { page, next, previous } = turnPage(found, size, place, keyOf)
    // Whoever knows a folder knows those on the way to it (FIL-5).
    const folders = new Map((await selectNodes(tx, actor, idArray(ids))).map((node) => [node.id, node]))
    return {
      rows: page.flatMap((row) => {
        const on = folders.get(row.folderId)
        const above = row.folderId === folder.id ? null : { path: pathOf(upTo(way, row.folderId)) }
        return on ? [toRow(row, on, above)] : []
      }),
      next,
      previous,
    }
  })

/** One permission on a folder itself, as the list has it; or null. */
export const findPermission = (actor: Actor, folderId: string, permissionId: string) =>
  reading(actor.organization.id, async (tx) => {
    if (!idField.safeParse(permissionId).success) return null
    const folder = await readAdministered(tx, actor, folderId)
    if (!folder) return null
    const [row] = await selectPermissions(tx).where(
      and(
        eq(folderPermissions.organizationId, actor.organization.id),
        eq(folderPermissions.folderId, folder.id),
        eq(folderPermissions.id, permissionId),
      ),
    )
    return row ? toRow(row, folder, null) : null
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
 * how many gain and lose something in the folder or below it, and a line each for the first 200: those first whose
 * access changes, by name. A level is in words, empty for none. Or why it may not be done.
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
export type PermissionPreview = Extract<Awaited<ReturnType<typeof previewPermission>>, { ok: true }>['value']
