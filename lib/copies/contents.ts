import type { Change } from '../change'
import { idArray, type ReadNode, selectNodes } from '../files/facts'
import { pathBytes, readWays } from '../files/way'
import { mayCopy, mayUpload } from '../rules/files'
import { firstOf } from '../rules/verdict'
import { type Copying, type Into, type Placed, placeFiles } from './files'
import { type PlacedFolder, placeFolders, type Wanted } from './folders'
import { leaveOut } from './tally'
import { type Found, filesNamed, type Pair, thingsIn } from './writes'

/** CPM-8: what is said of a thing that was to be copied, and of where it was to go. */
export const missing = 'It is gone, or you may no longer see it.'
export const missingDestination = 'The folder it was to go to is gone, or you may no longer use it.'

const bytesBefore = ({ way }: Into) => pathBytes(way, '')

const pairsOf = (wanted: readonly Wanted[], placed: readonly PlacedFolder[]): readonly Pair[] =>
  wanted.flatMap(({ folder }, index) => {
    const one = placed[index]
    return one && 'id' in one ? [{ sourceId: folder.id, destinationId: one.id, after: null }] : []
  })

/**
 * What was chosen, into a folder. Gives the folders among it, whose contents are still to be copied, and what became of
 * each thing by its id; null where it stays as the rule for equal names says.
 */
export async function copyChosen(context: Change, copying: Copying, chosen: readonly ReadNode[], into: Into) {
  const files = chosen.filter(({ kind }) => kind === 'file')
  const wanted = chosen.filter(({ kind }) => kind === 'folder').map((folder) => ({ folder, into }))
  const placed = await placeFolders(context, copying, wanted)
  const became = new Map<string, Placed | null>(files.map(({ id, name }) => [id, { name }]))
  for (const [index, { folder }] of wanted.entries()) became.set(folder.id, placed[index] ?? null)
  if (files.length > 0) {
    const ids = files.map(({ id }) => id)
    const to = { destinationId: into.folder.id, bytesBefore: bytesBefore(into) }
    const { others } = await placeFiles(context, copying, [into], filesNamed(copying.to, ids, to))
    for (const [id, other] of others) became.set(id, other)
  }
  return { left: pairsOf(wanted, placed), became }
}

/** Why nothing of a pair can be copied at this moment (CPM-4); null where something can. */
function whyClosed(source: ReadNode | undefined, folder: ReadNode | undefined) {
  if (!folder) return { name: `what is in ${source?.name ?? 'a folder'}`, reason: missingDestination }
  if (!source) return { name: `what is in ${folder.name}`, reason: missing }
  const may = firstOf<string>(mayCopy(source), mayUpload(folder))
  return may.ok ? null : { name: `what is in ${source.name}`, reason: may.reason }
}

/** Those of these pairs of which something can be copied; the others are left out, and said. */
async function openPairs({ actor, tx }: Change, { tally, to }: Copying, pairs: readonly Pair[]) {
  const ids = idArray([...new Set(pairs.flatMap(({ sourceId, destinationId }) => [sourceId, destinationId]))])
  const found = new Map((await selectNodes(tx, actor, ids)).map((node) => [node.id, node]))
  const ways = await readWays(tx, to.organizationId, [...new Set(pairs.map(({ destinationId }) => destinationId))])
  return pairs.flatMap((pair) => {
    const folder = found.get(pair.destinationId)
    const why = whyClosed(found.get(pair.sourceId), folder)
    if (why) tally.leftOut.push(why)
    return why || !folder ? [] : [{ pair, into: { folder, way: ways.get(folder.id) ?? [] } }]
  })
}

/** The folders found in these, to be copied likewise. What the actor may not read is left out, and said unless they may not know of it. */
async function readFolders({ actor, tx }: Change, { tally }: Copying, intos: readonly Into[], found: readonly Found[]) {
  const ids = [...new Set(found.flatMap(({ folders }) => folders ?? []))]
  const seen = new Map(
    ids.length === 0 ? [] : (await selectNodes(tx, actor, idArray(ids))).map((node) => [node.id, node]),
  )
  const wanted: Wanted[] = []
  for (const { place, folders } of found)
    for (const id of folders ?? []) {
      const [folder, into] = [seen.get(id), intos[place]]
      if (!folder || !into) continue
      const may = mayCopy(folder)
      if (may.ok) wanted.push({ folder, into })
      else leaveOut(tally, folder.name, may.reason)
    }
  return wanted
}

/**
 * CPM-4, CPM-7, CPM-9: up to `most` of the things in these folders, the folders among them to be gone on with. Gives what
 * is left to be done.
 */
export async function copyContents(context: Change, copying: Copying, pairs: readonly Pair[], most: number) {
  const open = await openPairs(context, copying, pairs)
  if (open.length === 0) return []
  const intos = open.map(({ into }) => into)
  const asked = open.map(({ pair, into }) => ({ ...pair, bytesBefore: bytesBefore(into) }))
  const { found } = await placeFiles(context, copying, intos, thingsIn(copying.to, asked, most))
  const wanted = await readFolders(context, copying, intos, found)
  const left = [...pairsOf(wanted, await placeFolders(context, copying, wanted))]
  const last = found.at(-1)
  // The things of a pair come after those of the one before: where they were as many as asked, the last has more.
  if (last && found.reduce((sum, { things }) => sum + things, 0) >= most)
    for (const [place, { pair }] of open.entries())
      if (place >= last.place) left.push(place === last.place ? { ...pair, after: last.last } : pair)
  return left
}
