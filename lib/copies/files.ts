import type { SQL } from 'drizzle-orm'
import type { Change } from '../change'
import { lockNamed, type ReadNode } from '../files/facts'
import { insertNumbered, recordReplaced } from '../files/put-file'
import { pathBytes, type Step } from '../files/way'
import { insertFile, replaceContents } from '../files/writes'
import { mayHavePath, mayReplace } from '../rules/files'
import type { CopyNodesInput } from './input'
import type { Tally } from './tally'
import { type Destination, insertFiles, lockReplaced, type Unmade } from './writes'

/** A copy under way: where to, what becomes of equal names, and what has become of things so far. */
export type Copying = {
  readonly to: Destination
  readonly workspace: ReadNode['workspace']
  readonly ifTaken: CopyNodesInput['ifTaken']
  readonly tally: Tally
}

/** A folder that things are put into, and the way to it. */
export type Into = { readonly folder: ReadNode; readonly way: readonly Step[] }

/** What a thing is called where it is put; or why it is not. */
export type Placed = { readonly name: string } | { readonly reason: string }

export const itself = { reason: 'It would replace itself.' }
export const noName = { reason: 'Its name is taken, and none with a number is free that its path has room for.' }
export const goneMeanwhile = { reason: 'What had its name is gone by now. Copy it again.' }

/** CPM-7, FIL-1: a file that was not made under its own name; null where it stays as the rule for equal names says. */
async function placeUnmade(
  context: Change,
  copying: Copying,
  { folder, way }: Into,
  file: Unmade,
): Promise<Placed | null> {
  const { tx } = context
  const { to, workspace, ifTaken } = copying
  const { id, name, ...contents } = file
  const mayStand = mayHavePath(pathBytes(way, name))
  if (!mayStand.ok) return mayStand
  if (ifTaken === 'keep-both') {
    const insert = (name: string) => insertFile(tx, { ...to, ...contents, parentId: folder.id, name })
    return (await insertNumbered(name, way, insert)) ?? noName
  }
  const there = await lockNamed(tx, to.organizationId, folder.id, name)
  if (!there) return goneMeanwhile
  if (there.kind === 'folder') return { reason: 'A folder of its name is there, which a file does not replace.' }
  if (ifTaken === 'skip') return null
  if (there.id === id) return itself
  const may = mayReplace({ ...folder, kind: 'file' })
  if (!may.ok) return { reason: `One of its name is there. ${may.reason}` }
  await replaceContents(tx, { ...to, ...contents, id: there.id })
  recordReplaced(context, there, { workspace, way, size: contents.size })
  return there
}

/**
 * CPM-7, CPM-9, FIL-1: copies of the files among `things`. Gives what was found in each folder, and what became of the
 * files that were not made under their own names, by their ids.
 */
export async function placeFiles(context: Change, copying: Copying, intos: readonly Into[], things: SQL) {
  const { tally, to, ifTaken } = copying
  if (ifTaken === 'replace') await lockReplaced(context.tx, to, things)
  const found = await insertFiles(context.tx, to, things)
  const others = new Map<string, Placed | null>()
  for (const { place, files, bytes, made, taken, unmade } of found) {
    tally.things += files
    tally.bytes += Number(bytes)
    tally.copied += made
    tally.taken += Number(taken)
    const into = intos[place]
    for (const file of into ? (unmade ?? []) : []) {
      const placed = into ? await placeUnmade(context, copying, into, file) : null
      others.set(file.id, placed)
      if (placed === null) tally.skipped += 1
      else if ('reason' in placed) tally.leftOut.push({ name: file.name, reason: placed.reason })
      else {
        tally.copied += 1
        tally.taken += file.size
      }
    }
  }
  return { found, others }
}
