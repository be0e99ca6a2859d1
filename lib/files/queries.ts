import 'server-only'
import { sql } from 'drizzle-orm'
import { readCursor, writeCursor } from '../cursor'
import { reading } from '../database/client'
import { idField } from '../fields'
import { type Actor, partnerOf } from '../rules/actor'
import type { NodeFacts } from '../rules/files'
import { idArray, selectNodes } from './facts'
import type { ListFolderInput } from './input'
import { judging, withVerdicts } from './verdicts'
import { pathOf, readWaysSeen } from './way'

type ListedRow = {
  readonly id: string
  readonly kind: NodeFacts['kind']
  readonly name: string
  readonly name_key: string
  readonly size: string
  readonly changed_at: string
  readonly revision: number
  readonly place: NodeFacts['place']
  readonly mask: number
  readonly below: number
  readonly above: number
}

/** One row of a folder, with what this actor may do. `size` in bytes, `changedAt` ISO 8601 in UTC. */
const toRow = (judge: ReturnType<typeof judging>, row: ListedRow) => ({
  ...judge(row),
  id: row.id,
  name: row.name,
  size: Number(row.size),
  changedAt: new Date(row.changed_at).toISOString(),
  revision: row.revision,
})
export type NodeRow = ReturnType<typeof toRow>

const sortOf = (sort: ListFolderInput['sort']) => {
  const isDown = sort.startsWith('-')
  const bare = isDown ? sort.slice(1) : sort
  return { by: bare === 'size' || bare === 'date' ? bare : 'name', isDown } as const
}

// What a list of folders and one of files are sorted by, and how the database writes it.
const keys = { name: 'text', size: 'number', date: 'time' } as const
const isFolderKey = (by: keyof typeof keys) => (by === 'date' ? 'date' : 'name')

/** A cursor is of a folder or of a file, which stand one list after the other: `folder` or `file` before its key. */
function placeOf(text: string | undefined, by: keyof typeof keys) {
  const cursor = readCursor(text, 'text')
  const [, kind, key = ''] = /^(folder|file):([\s\S]*)$/.exec(String(cursor?.[0] ?? '')) ?? []
  if (!cursor || !kind) return { kind: null, key: null, id: null }
  const form = keys[kind === 'folder' ? isFolderKey(by) : by]
  const value = form === 'number' ? Number(key) : key
  const isWhole = form !== 'number' || Number.isSafeInteger(value)
  const isTime = form !== 'time' || readCursor(writeCursor([key, cursor[1]]), 'time') !== null
  return isWhole && isTime ? { kind, key, id: cursor[1] } : { kind: null, key: null, id: null }
}

function cursorOf(row: ListedRow, by: keyof typeof keys): string {
  const sorted = row.kind === 'folder' ? isFolderKey(by) : by
  const key = { name: row.name_key, size: row.size, date: row.changed_at }[sorted]
  return writeCursor([`${row.kind}:${key}`, row.id])
}

const files = { kind: 'file', key: null, id: null } as const

/** The folder itself and a page of its rows with the facts that rules ask for; null where it does not exist for the actor. */
export async function readFolderPage(
  actor: Actor,
  folderId: string,
  { sort, kind, after }: ListFolderInput,
  size: number,
) {
  if (!idField.safeParse(folderId).success || actor.kind !== 'user') return null
  const { by, isDown } = sortOf(sort)
  const asked = placeOf(after, by)
  const place = kind === 'file' && asked.kind !== 'file' ? files : asked
  const [folder, ...found] = await reading(actor.organization.id, (tx) =>
    tx.execute<ListedRow>(sql`select * from list_folder(${actor.user.id}::uuid, ${folderId}::uuid, ${by}, ${isDown},
      ${place.kind}, ${place.key}, ${place.id}::uuid, ${size + 1})`),
  )
  if (!folder) return null
  // Files come last: of folders alone they are the end.
  const wanted = kind === 'folder' ? found.filter((row) => row.kind === 'folder') : found
  const rows = wanted.slice(0, size)
  const last = rows.at(-1)
  return { folder, rows, next: wanted.length > size && last ? cursorOf(last, by) : null }
}

/**
 * A folder that exists for the actor, and a page of what they see in it: its folders, then its files, `size` of them
 * beyond a cursor; null for any other. `next` is a cursor or null. FIL-2, FIL-3, FIL-5
 */
export async function listFolder(actor: Actor, folderId: string, asked: ListFolderInput, size = 100) {
  const page = await readFolderPage(actor, folderId, asked, size)
  if (!page) return null
  const judge = judging()
  return {
    folder: toRow(judge, page.folder),
    rows: page.rows.map((row) => toRow(judge, row)),
    next: page.next,
  }
}
export type FolderPage = NonNullable<Awaited<ReturnType<typeof listFolder>>>

/** One folder or file that exists for the actor, with the way to it; or null. Moments are ISO 8601 in UTC. */
export async function findNode(actor: Actor, nodeId: string) {
  if (!idField.safeParse(nodeId).success) return null
  return reading(actor.organization.id, async (tx) => {
    const [node] = await selectNodes(tx, actor, idArray([nodeId]))
    if (!node) return null
    const way = (await readWaysSeen(tx, actor, [node.id])).get(node.id) ?? []
    return {
      ...withVerdicts(node),
      id: node.id,
      name: node.name,
      path: pathOf(way),
      way,
      size: node.size,
      version: node.version,
      revision: node.revision,
      createdAt: node.createdAt.toISOString(),
      changedAt: node.changedAt.toISOString(),
      ownerUserId: node.ownerUserId,
      workspace: node.workspace,
    }
  })
}
export type NodeDetails = NonNullable<Awaited<ReturnType<typeof findNode>>>

/** A folder of this workspace that exists for the actor; or null. */
export async function findFolderIn(actor: Actor, workspaceId: string, folderId: string) {
  const node = await findNode(actor, folderId)
  return node?.kind === 'folder' && node.workspace.id === workspaceId ? node : null
}

/**
 * Where the files of a workspace begin for an actor: its root, or that of their partner, and their own home folder; null
 * where there is none.
 */
export const findPlaces = (actor: Actor, workspaceId: string) =>
  reading(actor.organization.id, async (tx) => {
    const userId = actor.kind === 'user' ? actor.user.id : null
    const partner = partnerOf(actor)
    const begin = sql`array(select n.id from nodes n where n.organization_id = ${actor.organization.id}
      and n.workspace_id = ${workspaceId} and (n.parent_id is null or n.home_user_id = ${userId}::uuid
        or n.id = ${partner?.rootId ?? null}::uuid))`
    const found = await selectNodes(tx, actor, begin)
    return {
      rootId: found.find((node) => (partner ? node.id === partner.rootId : node.place === 'root'))?.id ?? null,
      homeId: found.find((node) => node.homeUserId === userId)?.id ?? null,
    }
  })
