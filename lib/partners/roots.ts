import 'server-only'
import { reading } from '../database/client'
import { idField } from '../fields'
import { idArray, type ReadNode, selectNodes } from '../files/facts'
import { readFolderPage } from '../files/queries'
import type { Actor } from '../rules/actor'
import { mayBeRoot, mayCreatePartner } from '../rules/partners'
import { heldBy, readPartnersIn, readRootFacts } from './facts'

type Folder = Pick<ReadNode, 'id' | 'name' | 'place'>

/** A folder as a root to be chosen; it is never put into itself. */
const toChoice = ({ id, name, place }: Folder, facts: Parameters<typeof mayBeRoot>[0]) => {
  const mayHold = mayBeRoot(facts)
  return { id, name, place, mayHold, mayHoldItself: mayHold }
}

/**
 * PAR-1: a folder of a workspace whose partners the actor makes, and a page of the folders in it, each with whether it
 * could be a partner's root; null for any other. `next` is a cursor or null.
 */
export async function listRoots(actor: Actor, folderId: string, after: string | undefined) {
  if (!idField.safeParse(folderId).success) return null
  const page = await readFolderPage(actor, folderId, { sort: 'name', kind: 'folder', after }, 100)
  if (!page) return null
  return reading(actor.organization.id, async (tx) => {
    const [folder] = await selectNodes(tx, actor, idArray([folderId]))
    if (!folder || !mayCreatePartner(actor, folder.workspace.id).ok) return null
    const facts = await readRootFacts(tx, actor.organization.id, folder)
    const ids = page.rows.flatMap((row) => (row.place === 'partner' ? [row.id] : []))
    const held = await readPartnersIn(tx, actor.organization.id, ids)
    return {
      folder: toChoice(folder, facts),
      rows: page.rows.map((row) => {
        const { kind, place } = row
        const { isInHome, above } = facts
        return toChoice(row, { kind, place, isInHome, above, ...heldBy(held.get(row.id)) })
      }),
      next: page.next,
    }
  })
}
