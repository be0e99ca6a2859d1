import 'server-only'
import { notFound } from 'next/navigation'
import { actingAsOwn } from '../portals/portals'
import type { UserActor } from '../rules/actor'
import { findFolderAccess } from './queries'

async function findIn(actor: UserActor, workspaceId: string, folderId: string) {
  const folder = await findFolderAccess(actor, folderId)
  return folder?.workspace.id === workspaceId ? folder : null
}

/** A folder of this workspace with what the actor may do with its permissions, else it is not found. */
export const openFolderAccess = async (actor: UserActor, workspaceId: string, folderId: string) =>
  (await findIn(actor, workspaceId, folderId)) ?? notFound()

/** One of the workspace the user acts in; another of the person's users is offered, else it is not found. SWI-9 */
export async function openOwnFolderAccess(actor: UserActor, folderId: string) {
  const folder = await findIn(actor, actor.user.workspace.id, folderId)
  if (folder) return { isOffer: false, folder } as const
  for (const user of actor.users)
    if (user.id !== actor.user.id && (await findIn(actingAsOwn(actor, user), user.workspace.id, folderId)))
      return { isOffer: true, user } as const
  notFound()
}
