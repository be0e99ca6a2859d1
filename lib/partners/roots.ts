import 'server-only'
import { sql } from 'drizzle-orm'
import { reading, type Tx } from '../database/client'
import { idField } from '../fields'
import { idArray, type ReadNode, selectNodes } from '../files/facts'
import { readFolderPage } from '../files/queries'
import type { Actor } from '../rules/actor'
import { mayBeRoot, mayCreatePartner } from '../rules/partners'
import { readRootFacts } from './facts'

/** Of these folders, all in one, the names of the partners whose root each is, or has below it; by the folder. */
async function readPartnersIn(tx: Tx, organizationId: string, { workspace }: ReadNode, ids: readonly string[]) {
  const rows = await tx.execute<{ id: string; name: string; is_root: boolean }>(sql`
    select w.id, p.name, w.id = p.root_folder_id as is_root from partners p
      join unnest(${idArray(ids)}) w (id) on w.id = any (folder_and_above(p.organization_id, p.root_folder_id))
    where p.organization_id = ${organizationId} and p.workspace_id = ${workspace.id}`)
  return new Map(rows.map((row) => [row.id, row]))
}

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
    const held = page.rows.filter((row) => row.place === 'partner').map((row) => row.id)
    const found = held.length === 0 ? new Map() : await readPartnersIn(tx, actor.organization.id, folder, held)
    return {
      folder: toChoice(folder, facts),
      rows: page.rows.map((row) => {
        const partner = found.get(row.id)
        const above = facts.above ?? (partner?.is_root ? partner.name : null)
        const below = partner && !partner.is_root ? partner.name : null
        return toChoice(row, { kind: row.kind, place: row.place, isInHome: facts.isInHome, above, below })
      }),
      next: page.next,
    }
  })
}
