import 'server-only'
import { change } from '../change'
import { notFound } from '../change/failures'
import type { Tx } from '../database/client'
import { type ReadNode, readNode, readNodes } from '../files/facts'
import { pathOf, readWay } from '../files/way'
import type { Actor } from '../rules/actor'
import { mayRead, mayZip } from '../rules/files'
import { RecordDamage, RecordDownload, RecordZip } from './input'
import { fileInWords, takenInWords } from './words'

/** A file that exists for the actor, and how the log calls a version of it. */
async function readVersion(tx: Tx, actor: Actor, nodeId: string, version: number) {
  const file = await readNode(tx, actor, nodeId)
  if (file.kind !== 'file') throw notFound()
  const path = pathOf(await readWay(tx, actor.organization.id, file.id))
  return { file, words: fileInWords(path, version, file.version) }
}

/** SEC-7, FIL-2: keeps that somebody is about to take a file away, or to look into it. Asked before the first byte. */
export const recordDownload = change(RecordDownload, async ({ actor, tx, permit, log }, input) => {
  const { file, words } = await readVersion(tx, actor, input.nodeId, input.version)
  permit(mayRead(file))
  log(input.event, { workspace: file.workspace, detail: takenInWords(input.event, words) })
})

const nameOf = ({ name }: ReadNode) => `“${name || 'all files'}”`

/** SEC-7, FIL-7: the same of a selection as one zip, a line for each workspace. */
export const recordZip = change(RecordZip, async ({ actor, tx, permit, log }, { nodeIds }) => {
  const chosen = await readNodes(tx, actor, [...new Set(nodeIds)])
  permit(mayZip(chosen))
  const places = new Map(chosen.map(({ workspace }) => [workspace.id, workspace]))
  for (const workspace of places.values()) {
    const here = chosen.filter((node) => node.workspace.id === workspace.id)
    const more = here.length > 3 ? ` and ${here.length - 3} more` : ''
    log('downloaded', { workspace, detail: `Downloaded as zip: ${here.slice(0, 3).map(nameOf).join(', ')}${more}` })
  }
})

/** Keeps for the administrators that a file cannot be read as it should be, and who came upon it. */
export const recordDamage = change(RecordDamage, async ({ actor, tx, permit, log }, input) => {
  const { file, words } = await readVersion(tx, actor, input.nodeId, input.version)
  permit(mayRead(file))
  log(`contents-${input.state}`, { workspace: file.workspace, detail: `The content of ${words} is ${input.state}` })
})
