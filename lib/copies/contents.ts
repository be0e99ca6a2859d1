import type { SQL } from 'drizzle-orm'
import type { Change } from '../change'
import { idArray, lockNamed, type ReadNode, readNamed, selectNodes } from '../files/facts'
import { insertNumbered } from '../files/put-file'
import { readWay } from '../files/way'
import { insertFile, insertFolder, replaceContents } from '../files/writes'
import { mayCopy, mayReplace, mayUpload } from '../rules/files'
import { childFolders } from './facts'
import type { CopyNodesInput } from './input'
import { leaveOut, type Tally } from './tally'
import { type Destination, filesNamed, filesOf, insertFiles, insertFolders, type Pair } from './writes'

/** A copy under way: where to, what becomes of equal names, and what has become of things so far. */
export type Copying = {
  readonly to: Destination
  readonly ifTaken: CopyNodesInput['ifTaken']
  readonly tally: Tally
}

type Clashing = { readonly id: string; readonly name: string; readonly size: number; readonly hash: string }
type Into = Pick<ReadNode, 'id' | 'mask' | 'below' | 'above' | 'place'>

const itself = 'It would replace itself.'
const noName = 'Its name is taken, and none with a number is free.'
const fileThere = 'A file of its name is there, which a folder does not replace.'

/** CPM-7: a file whose name is there already; gives why it is not copied, or null. */
async function placeClashing({ tx }: Change, { to, ifTaken, tally }: Copying, into: Into, file: Clashing) {
  const { organizationId } = to
  const { id, name, ...contents } = file
  if (ifTaken === 'keep-both') {
    const way = await readWay(tx, organizationId, into.id)
    const insert = (name: string) => insertFile(tx, { ...to, ...contents, parentId: into.id, name })
    if ((await insertNumbered(name, way, insert)) === null) return noName
    tally.copied += 1
    return null
  }
  const there = await lockNamed(tx, organizationId, into.id, name)
  if (there?.kind === 'folder') return 'A folder of its name is there, which a file does not replace.'
  if (ifTaken === 'skip' || !there) {
    tally.skipped += 1
    return null
  }
  if (there.id === id) return itself
  const may = mayReplace({ ...into, kind: 'file' })
  if (!may.ok) return `One of its name is there. ${may.reason}`
  await replaceContents(tx, { ...to, ...contents, id: there.id })
  tally.copied += 1
  return null
}

/** Of each pair what its files came to: how many, and the key of the last. */
async function placeFiles(context: Change, copying: Copying, intos: readonly Into[], files: SQL) {
  const { tally, to } = copying
  const placed = await insertFiles(context.tx, to, files)
  for (const { place, picked, made, bytes, clashing } of placed) {
    tally.things += picked
    tally.bytes += Number(bytes)
    tally.copied += made
    const into = intos[place]
    for (const file of clashing ?? []) {
      const reason = into ? await placeClashing(context, copying, into, file) : null
      if (reason !== null) tally.leftOut.push({ name: file.name, reason })
    }
  }
  return placed
}

type Wanted = { readonly folder: ReadNode; readonly destinationId: string }

/** CPM-7: a folder whose name is there already: it merges with a folder, and stands beside a file; null where it is left out. */
async function openTaken({ tx }: Change, { to, ifTaken, tally }: Copying, { folder, destinationId }: Wanted) {
  const { organizationId } = to
  const { name } = folder
  const there = await readNamed(tx, organizationId, destinationId, name)
  if (there?.kind === 'folder' && there.id !== folder.id) return there.id
  if (ifTaken !== 'keep-both') {
    tally.leftOut.push({ name, reason: there?.id === folder.id ? itself : fileThere })
    return null
  }
  const way = await readWay(tx, organizationId, destinationId)
  const insert = (name: string) => insertFolder(tx, { ...to, parentId: destinationId, name })
  const made = await insertNumbered(name, way, insert)
  if (made === null) tally.leftOut.push({ name, reason: noName })
  return made?.id ?? null
}

/** Makes folders like these, or finds those that have their names; gives them as pairs whose contents are to be copied. */
async function placeFolders(context: Change, copying: Copying, wanted: readonly Wanted[]): Promise<readonly Pair[]> {
  const { tally, to } = copying
  const rows = wanted.map(({ folder: { name, nameKey, longestBelow }, destinationId }) => ({
    id: crypto.randomUUID(),
    destinationId,
    name,
    nameKey,
    longestBelow,
  }))
  const made = await insertFolders(context.tx, to, rows)
  const pairs: Pair[] = []
  for (const [index, one] of wanted.entries()) {
    const id = rows[index]?.id ?? ''
    const destinationId = made.has(id) ? id : await openTaken(context, copying, one)
    tally.things += 1
    if (destinationId === null) continue
    tally.copied += 1
    pairs.push({ sourceId: one.folder.id, destinationId, after: null })
  }
  return pairs
}

/** What was chosen, into a folder; gives the folders among it, whose contents are still to be copied. */
export async function copyChosen(context: Change, copying: Copying, chosen: readonly ReadNode[], into: ReadNode) {
  const files = chosen.filter(({ kind }) => kind === 'file').map(({ id }) => id)
  const folders = chosen.filter(({ kind }) => kind === 'folder')
  const pairs = await placeFolders(
    context,
    copying,
    folders.map((folder) => ({ folder, destinationId: into.id })),
  )
  if (files.length > 0) await placeFiles(context, copying, [into], filesNamed(copying.to, files, into.id))
  return pairs
}

/** Those of these pairs of which something can be copied at this moment (CPM-4); the others are left out, and said. */
async function openPairs({ actor, tx }: Change, { tally }: Copying, pairs: readonly Pair[]) {
  const ids = idArray([...new Set(pairs.flatMap(({ sourceId, destinationId }) => [sourceId, destinationId]))])
  const found = new Map((await selectNodes(tx, actor, ids)).map((node) => [node.id, node]))
  return pairs.flatMap((pair) => {
    const [source, into] = [found.get(pair.sourceId), found.get(pair.destinationId)]
    if (!source || !into) return []
    const verdict = [mayCopy(source), mayUpload(into)].find(({ ok }) => !ok)
    if (verdict && !verdict.ok) tally.leftOut.push({ name: `what is in ${source.name}`, reason: verdict.reason })
    return verdict ? [] : [{ pair, into }]
  })
}

/**
 * CPM-4, CPM-7, CPM-9: of these folders the folders in them, which are then to be copied likewise, and up to `most` files;
 * what the actor may not read is left out, and said unless they may not know of it. Gives what is left to be done.
 */
export async function copyContents(context: Change, copying: Copying, pairs: readonly Pair[], most: number) {
  const { tally, to } = copying
  const open = await openPairs(context, copying, pairs)
  const fresh = open.filter(({ pair }) => pair.after === null)
  const wanted: Wanted[] = []
  for (const { folder, destinationId } of await childFolders(
    context,
    to,
    fresh.map(({ pair }) => pair),
  )) {
    const verdict = mayCopy(folder)
    if (verdict.ok) wanted.push({ folder, destinationId })
    else leaveOut(tally, folder.name, verdict.reason)
  }
  const left = [...(await placeFolders(context, copying, wanted))]
  const picked = filesOf(
    to,
    open.map(({ pair }) => pair),
    most,
  )
  const placed =
    open.length === 0
      ? []
      : await placeFiles(
          context,
          copying,
          open.map(({ into }) => into),
          picked,
        )
  const last = placed.at(-1)
  // The files of a pair come after those of the one before: where they were as many as asked, the last has more.
  if (last && placed.reduce((sum, { picked }) => sum + picked, 0) >= most)
    for (const [place, { pair }] of open.entries())
      if (place >= last.place) left.push({ ...pair, after: place === last.place ? last.last : (pair.after ?? '') })
  return left
}
