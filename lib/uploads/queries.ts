import 'server-only'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { nodes } from '../../db/schema/files'
import { workspaces } from '../../db/schema/workspaces'
import { reading } from '../database/client'
import { idField } from '../fields'
import { placeOfBytes } from '../files/bytes'
import { idArray, selectNodes } from '../files/facts'
import { fileNameKey } from '../files/name'
import { type Actor, partnerOf } from '../rules/actor'
import { mayReplace, mayUpload } from '../rules/files'
import { usersInScope } from '../scope'
import { hasWorkspace } from '../workspaces/facts'
import { readUpload } from './facts'
import type { ListTakenInput } from './input'
import { readStorage, readUserStorage } from './quota'

/**
 * One of the acting user's uploads into a folder that exists for them, and whether it may go on; else null. `file` is what
 * has come of it, null while it is open; `store` names its bytes. FIL-6, SEC-3
 */
export async function findUpload(actor: Actor, uploadId: string) {
  if (!idField.safeParse(uploadId).success) return null
  return reading(actor.organization.id, async (tx) => {
    const upload = await readUpload(tx, actor, uploadId)
    const [folder] = upload ? await selectNodes(tx, actor, idArray([upload.folderId])) : []
    if (!upload || !folder) return null
    const { id, name, size, hash, fileId, fileName } = upload
    return {
      ...{ id, name, size, hash },
      store: { ...placeOfBytes(upload.organizationId), id: upload.storeId },
      file: fileId && fileName ? { id: fileId, name: fileName } : null,
      mayGoOn: mayUpload(folder),
    }
  })
}
export type FoundUpload = NonNullable<Awaited<ReturnType<typeof findUpload>>>

/**
 * FIL-6: which of these names are taken in these folders, so that people are asked once before anything is sent; null
 * unless all the folders exist for the actor. What to do about a name a folder has is asked for by `mayReplace`.
 */
export async function listTaken(actor: Actor, { wanted }: ListTakenInput) {
  const ids = [...new Set(wanted.map(({ folderId }) => folderId))]
  if (ids.length === 0) return []
  return reading(actor.organization.id, async (tx) => {
    const folders = new Map((await selectNodes(tx, actor, idArray(ids))).map((folder) => [folder.id, folder]))
    if (ids.some((id) => folders.get(id)?.kind !== 'folder')) return null
    const taken = []
    for (const { folderId, names } of wanted) {
      const keys = new Map(names.map((name) => [fileNameKey(name), name]))
      const found = await tx
        .select({ nameKey: nodes.nameKey, kind: nodes.kind })
        .from(nodes)
        .where(
          and(
            eq(nodes.organizationId, actor.organization.id),
            eq(nodes.parentId, folderId),
            inArray(nodes.nameKey, [...keys.keys()]),
            isNull(nodes.trashedAt),
          ),
        )
      const folder = folders.get(folderId)
      for (const { nameKey, kind } of found)
        taken.push({ folderId, name: keys.get(nameKey) ?? '', kind, mayReplace: folder && mayReplace(folder) })
    }
    return taken
  })
}

/** FIL-10: what a workspace in scope takes, in bytes, and the most it may; null for any other, and for a partner user. */
export const findStorage = (actor: Actor, workspaceId: string) =>
  reading(actor.organization.id, async (tx) =>
    (await hasWorkspace(tx, actor, workspaceId)) && !partnerOf(actor)
      ? readStorage(tx, { organizationId: actor.organization.id, workspaceId })
      : null,
  )

/** FIL-10: what a user in scope takes of their workspace, in bytes, and the most they may; null for any other. */
export const findUserStorage = (actor: Actor, userId: string) =>
  reading(actor.organization.id, async (tx) => {
    const [seen] = await tx
      .select({ workspaceId: users.workspaceId })
      .from(users)
      .innerJoin(
        workspaces,
        and(eq(workspaces.organizationId, users.organizationId), eq(workspaces.id, users.workspaceId)),
      )
      .where(and(usersInScope(actor), eq(users.id, userId)))
    return seen ? readUserStorage(tx, { organizationId: actor.organization.id, ...seen }, userId) : null
  })
export type UserStorage = Awaited<ReturnType<typeof findUserStorage>>
