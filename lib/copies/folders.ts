import type { Change } from '../change'
import type { ReadNode } from '../files/facts'
import { insertNumbered } from '../files/put-file'
import { longestBytes, pathBytes } from '../files/way'
import { insertFolder } from '../files/writes'
import { mayHavePath, mayUpload } from '../rules/files'
import { readTaken, type Taken } from './facts'
import { type Copying, goneMeanwhile, type Into, itself, noName } from './files'
import { leaveOut } from './tally'
import { insertFolders } from './writes'

/** A folder that is to be copied, and where to. */
export type Wanted = { readonly folder: ReadNode; readonly into: Into }

/** What stands for it, made or there already; or why nothing does. */
export type PlacedFolder =
  | { readonly id: string; readonly name: string; readonly isMade: boolean }
  | { readonly reason: string }

/** CPM-7, FIL-1: under the first name with a number that is free and leaves room for what is in it. */
async function placeNumbered({ tx }: Change, { to }: Copying, { folder, into }: Wanted): Promise<PlacedFolder> {
  const { way } = into
  const bytesBelow = (await longestBytes(tx, to.organizationId, way, folder)) - pathBytes(way, folder.name)
  const insert = (name: string) => insertFolder(tx, { ...to, parentId: into.folder.id, name })
  const made = await insertNumbered(folder.name, way, insert, bytesBelow)
  return made ? { ...made, isMade: true } : noName
}

/** CPM-7: a folder whose name is there already. It merges with a folder, where the actor may write in that. */
async function placeTaken(
  context: Change,
  copying: Copying,
  wanted: Wanted,
  there: Taken | undefined,
): Promise<PlacedFolder> {
  const isItself = there?.id === wanted.folder.id
  const may = there?.seen && !isItself ? mayUpload(there.seen) : undefined
  if (there && may?.ok) return { id: there.id, name: there.name, isMade: false }
  if (copying.ifTaken === 'keep-both') return placeNumbered(context, copying, wanted)
  if (!there) return goneMeanwhile
  if (isItself) return itself
  if (there.kind === 'file') return { reason: 'A file of its name is there, which a folder does not replace.' }
  return { reason: 'A folder of its name is there, in which you may not write.' }
}

/** CPM-7, FIL-1: folders like these, or those that have their names already; gives what stands for each, in order. */
export async function placeFolders(context: Change, copying: Copying, wanted: readonly Wanted[]) {
  const { actor, tx } = context
  const { tally, to } = copying
  const asked = wanted.map((one) => {
    const { name, nameKey, longestBelow } = one.folder
    const row = { id: crypto.randomUUID(), destinationId: one.into.folder.id, name, nameKey, longestBelow }
    return { one, row, mayStand: mayHavePath(pathBytes(one.into.way, name)) }
  })
  const rows = asked.flatMap(({ row, mayStand }) => (mayStand.ok ? [row] : []))
  const made = await insertFolders(tx, to, rows)
  const taken = await readTaken(
    tx,
    actor,
    rows.filter(({ id }) => !made.has(id)),
  )
  const placed: PlacedFolder[] = []
  for (const { one, row, mayStand } of asked) {
    const { id, name } = row
    const become = () => (mayStand.ok ? placeTaken(context, copying, one, taken.get(id)) : mayStand)
    const folder = made.has(id) ? { id, name, isMade: true } : await become()
    placed.push(folder)
    if ('reason' in folder) leaveOut(tally, name, folder.reason)
    else {
      tally.things += 1
      tally.copied += folder.isMade ? 1 : 0
    }
  }
  return placed
}
