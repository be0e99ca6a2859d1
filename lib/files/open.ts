import 'server-only'
import { notFound } from 'next/navigation'
import { actingAsOwn } from '../portals/portals'
import type { UserActor } from '../rules/actor'
import { findFolderIn } from './queries'

/** A folder of the workspace the user acts in; another of the person's users is offered, else it is not found. SWI-9 */
export async function openFolder(actor: UserActor, folderId: string) {
  const folder = await findFolderIn(actor, actor.user.workspace.id, folderId)
  if (folder) return { isOffer: false, folder } as const
  for (const user of actor.users)
    if (user.id !== actor.user.id && (await findFolderIn(actingAsOwn(actor, user), user.workspace.id, folderId)))
      return { isOffer: true, user } as const
  notFound()
}
