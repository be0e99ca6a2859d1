import type { SQL } from 'drizzle-orm'
import type { Change } from '../change'
import { lockNamed, type ReadNode } from '../files/facts'
import { fileNameKey, numberedName } from '../files/name'
import { mostOfOneName, recordReplaced } from '../files/put-file'
import { pathBytes, type Step } from '../files/way'
import { replaceContents } from '../files/writes'
import { mayHavePath, mayReplace } from '../rules/files'
import type { CopyNodesInput } from './input'
import type { Tally } from './tally'
import { type Destination, insertFiles, insertNamed, lockReplaced, type Unmade } from './writes'

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

type Clash = { readonly file: Unmade; readonly into: Into }

/**
 * CPM-7, FIL-1: files whose names are taken, each under the first with a number that is free. All try the same number at
 * once, so that a thousand of them take as many statements as one. Gives what became of each.
 */
async function placeNumbered({ tx }: Change, { to }: Copying, clashes: readonly Clash[]) {
  const placed = new Map<Clash, Placed>(clashes.map((clash) => [clash, noName]))
  let left = clashes
  for (let number = 2; number <= mostOfOneName && left.length > 0; number++) {
    const tried = left.flatMap((clash) => {
      const { file, into } = clash
      const name = numberedName(file.name, number)
      const row = { ...file, id: crypto.randomUUID(), parentId: into.folder.id, name, nameKey: fileNameKey(name) }
      return mayHavePath(pathBytes(into.way, name)).ok ? [{ clash, row }] : []
    })
    const made = await insertNamed(
      tx,
      to,
      tried.map(({ row }) => row),
    )
    for (const { clash, row } of tried) if (made.has(row.id)) placed.set(clash, { name: row.name })
    left = tried.flatMap(({ clash, row }) => (made.has(row.id) ? [] : [clash]))
  }
  return placed
}

/** CPM-7, FIL-1: a file whose name is taken where it does not get another; null where it stays as it is. */
async function placeTaken(context: Change, copying: Copying, { file, into }: Clash): Promise<Placed | null> {
  const { tx } = context
  const { to, workspace, ifTaken } = copying
  const { folder, way } = into
  const { id, name, ...contents } = file
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

/** CPM-7, FIL-1: files that were not made under their own names; null for one that stays as the rule for equal names says. */
async function placeUnmade(context: Change, copying: Copying, unmade: readonly Clash[]) {
  const placed = new Map<Clash, Placed | null>()
  const clashes: Clash[] = []
  for (const clash of unmade) {
    const mayStand = mayHavePath(pathBytes(clash.into.way, clash.file.name))
    if (mayStand.ok) clashes.push(clash)
    else placed.set(clash, mayStand)
  }
  if (copying.ifTaken === 'keep-both')
    for (const [clash, one] of await placeNumbered(context, copying, clashes)) placed.set(clash, one)
  else for (const clash of clashes) placed.set(clash, await placeTaken(context, copying, clash))
  return placed
}

/**
 * CPM-7, CPM-9, FIL-1: copies of the files among `things`. Gives what was found in each folder, and what became of the
 * files that were not made under their own names, by their ids.
 */
export async function placeFiles(context: Change, copying: Copying, intos: readonly Into[], things: SQL) {
  const { tally, to, ifTaken } = copying
  if (ifTaken === 'replace') await lockReplaced(context.tx, to, things)
  const found = await insertFiles(context.tx, to, things)
  const unmade: Clash[] = []
  for (const { place, files, bytes, made, taken, unmade: here } of found) {
    tally.things += files
    tally.bytes += Number(bytes)
    tally.copied += made
    tally.taken += Number(taken)
    const into = intos[place]
    if (into) for (const file of here ?? []) unmade.push({ file, into })
  }
  const others = new Map<string, Placed | null>()
  const became = await placeUnmade(context, copying, unmade)
  for (const clash of unmade) {
    const { file } = clash
    const placed = became.get(clash) ?? null
    others.set(file.id, placed)
    if (placed === null) tally.skipped += 1
    else if ('reason' in placed) tally.leftOut.push({ name: file.name, reason: placed.reason })
    else {
      tally.copied += 1
      tally.taken += file.size
    }
  }
  return { found, others }
}
