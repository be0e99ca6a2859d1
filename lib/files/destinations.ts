import 'server-only'
import type { Actor } from '../rules/actor'
import { mayMoveInto, type NodeFacts } from '../rules/files'
import type { AskDestinationsInput } from './input'
import { readFolderPage } from './queries'

/**
 * A folder as a place to put things: whether they may go there; and whether it could take in itself, for who shows it
 * among what is moved.
 */
const toDestination = (
  folder: NodeFacts & { readonly id: string; readonly name: string },
  from: string | undefined,
) => {
  const isThere = folder.id === from
  return {
    id: folder.id,
    name: folder.name,
    place: folder.place,
    mayHold: mayMoveInto(folder, { isWithin: false, isElsewhere: false, isThere }),
    mayHoldItself: mayMoveInto(folder, { isWithin: true, isElsewhere: false, isThere }),
  }
}
export type Destination = ReturnType<typeof toDestination>

/**
 * A folder that exists for the actor and a page of the folders in it, as places for what lies in the folder `from`; null
 * for any other. `next` is a cursor or null. CPM-4, CPM-7
 */
export async function listDestinations(actor: Actor, folderId: string, { from, after }: AskDestinationsInput) {
  const page = await readFolderPage(actor, folderId, { sort: 'name', kind: 'folder', after }, 100)
  return (
    page && {
      folder: toDestination(page.folder, from),
      rows: page.rows.map((row) => toDestination(row, from)),
      next: page.next,
    }
  )
}
