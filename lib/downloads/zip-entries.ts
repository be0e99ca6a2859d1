import 'server-only'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { nodes } from '../../db/schema/files'
import { reading } from '../database/client'
import { idArray, selectNodes } from '../files/facts'
import { fileNameKey, numberedName } from '../files/name'
import { listFolder } from '../files/queries'
import type { Actor } from '../rules/actor'
import { mayRead } from '../rules/files'

/** A file, or a folder without a hash, with the name it has in the zip. */
export type Listed = {
  readonly id: string
  readonly name: string
  readonly version: number
  readonly hash: string | null
  readonly size: number
  readonly changedAt: Date
}

/** What was chosen, in its order, with what may be read of it; null unless all of it exists for the actor. */
export const findChosen = (actor: Actor, nodeIds: readonly string[]) =>
  reading(actor.organization.id, async (tx) => {
    const wanted = [...new Set(nodeIds)]
    const found = new Map((await selectNodes(tx, actor, idArray(wanted))).map((node) => [node.id, node]))
    const chosen = wanted.flatMap((id) => found.get(id) ?? [])
    return chosen.length < wanted.length ? null : chosen.map((node) => ({ ...node, mayRead: mayRead(node) }))
  })
export type Chosen = NonNullable<Awaited<ReturnType<typeof findChosen>>>[number]

type Named = { readonly id: string; readonly name: string }

/** Some programs take a backslash for a folder: a name with one gets another sign, and its id so that it stays alone. */
const safeName = ({ id, name }: Named): string =>
  name.includes('\\') ? `${name.replaceAll('\\', '_')} (${id.slice(0, 8)})` : name

/** Names beside each other: things of one name, out of several folders, are numbered. */
function besides() {
  const taken = new Set<string>()
  return (name: string): string => {
    let free = name
    for (let number = 2; taken.has(fileNameKey(free)); number++) free = numberedName(name, number)
    taken.add(fileNameKey(free))
    return free
  }
}

/** Of these files, in their order, what their bytes are at this moment. */
async function listFiles(actor: Actor, files: readonly Named[]): Promise<readonly Listed[]> {
  if (files.length === 0) return []
  const { id, hash, size, version, changedAt } = nodes
  const ids = idArray(files.map((file) => file.id))
  const rows = await reading(actor.organization.id, (tx) =>
    tx
      .select({ id, hash, size, version, changedAt })
      .from(nodes)
      .where(and(eq(nodes.organizationId, actor.organization.id), sql`${id} = any (${ids})`)),
  )
  const found = new Map(rows.map((row) => [row.id, row]))
  return files.flatMap((file) => {
    const row = found.get(file.id)
    return row?.hash ? [{ ...row, name: file.name }] : []
  })
}

const within = (above: string, name: string) => (above === '' ? name : `${above}/${name}`)

type Beyond = { readonly nameKey: string; readonly id: string }

/** A page of the files of a folder by name, beyond one of them; null where they may not be read. FIL-2, FIL-3 */
const listFilesIn = (actor: Actor, folderId: string, beyond: Beyond | undefined, page: number) =>
  reading(actor.organization.id, async (tx) => {
    const [folder] = await selectNodes(tx, actor, idArray([folderId]))
    if (!folder || !mayRead(folder).ok) return null
    const { id, name, nameKey, hash, size, version, changedAt } = nodes
    return tx
      .select({ id, name, nameKey, hash, size, version, changedAt })
      .from(nodes)
      .where(
        and(
          eq(nodes.organizationId, actor.organization.id),
          eq(nodes.parentId, folder.id),
          eq(nodes.kind, 'file'),
          isNull(nodes.trashedAt),
          beyond && sql`(${nameKey}, ${id}) > (${beyond.nameKey}, ${beyond.id}::uuid)`,
        ),
      )
      .orderBy(asc(nameKey), asc(id))
      .limit(page)
  })

type Walk = { readonly actor: Actor; readonly demand: () => Promise<void>; readonly page: number }

async function* listFoldersBelow(walk: Walk, folderId: string, above: string): AsyncGenerator<Listed> {
  const { actor, demand, page } = walk
  for (let after: string | undefined, isFirst = true, more = true; more; isFirst = false) {
    await demand()
    const found = await listFolder(actor, folderId, { sort: 'name', kind: 'folder', after }, page)
    if (!found) return
    const { folder, rows, next } = found
    if (isFirst && folder.mayRead.ok && above !== '')
      yield { id: folderId, name: `${above}/`, version: 1, hash: null, size: 0, changedAt: new Date(folder.changedAt) }
    for (const row of rows) yield* listBelow(walk, row.id, within(above, safeName(row)))
    after = next ?? undefined
    more = next !== null
  }
}

async function* listBelow(walk: Walk, folderId: string, above: string): AsyncGenerator<Listed> {
  yield* listFoldersBelow(walk, folderId, above)
  const { actor, demand, page } = walk
  for (let last: Beyond | undefined, more = true; more; ) {
    await demand()
    const files = await listFilesIn(actor, folderId, last, page)
    for (const file of files ?? []) if (file.hash) yield { ...file, name: within(above, safeName(file)) }
    last = files?.at(-1)
    more = files?.length === page
  }
}

/**
 * FIL-7, FIL-2, FIL-5: everything that was chosen and lies below it and may be read, under names that begin with what was
 * chosen and are each there once; the rest is left out. A page of a folder is listed, and authority asked for it, when
 * what comes before it has been taken. `demand` is asked before each page, and throws when nothing may be read any more.
 */
export async function* listZip(
  actor: Actor,
  chosen: readonly Chosen[],
  demand: () => Promise<void>,
  page = 1_000,
): AsyncGenerator<Listed, void> {
  const alone = besides()
  for (const node of chosen) {
    const name = node.name === '' ? '' : alone(safeName(node))
    if (node.kind === 'folder') yield* listBelow({ actor, demand, page }, node.id, name)
    else if (node.mayRead.ok) yield* await listFiles(actor, [{ id: node.id, name }])
  }
}
