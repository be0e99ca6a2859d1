import 'server-only'
import { z } from 'zod'
import { type Change, change } from '../change'
import { notFound, Refused } from '../change/failures'
import { idField } from '../fields'
import { lockFolder, type ReadNode, readNamed, readNode } from '../files/facts'
import { fileNameField, fileNameKey } from '../files/name'
import { targetOf } from '../files/put-file'
import { pathBytes, pathOf, readWay, type Step } from '../files/way'
import { insertFolder } from '../files/writes'
import { mayHavePath, mayMakeFolder } from '../rules/files'

/** FIL-6: folders on their way into a folder, each by the names on the way to it. Those above one stand before it. */
const MakeFolders = z
  .strictObject({
    folderId: idField,
    paths: z.array(z.array(fileNameField).min(1).max(200)).min(1).max(1_000, 'At most 1,000 folders at once.'),
  })
  .describe('upload folders')

/** A folder that things are put into: its facts, and the way to it. */
type Open = { readonly folder: Pick<ReadNode, 'id' | 'workspace'>; readonly way: readonly Step[] }

const isAFile = (name: string) =>
  new Refused({
    ok: false,
    code: 'file-in-the-way',
    reason: `“${name}” is a file there. A folder does not replace it.`,
  })

/** Makes a folder, or finds the one that has its name already and in which this actor may make more. */
async function openFolder(context: Change, { folder, way }: Open, name: string): Promise<Open> {
  const { actor, tx, permit, audit } = context
  const organizationId = actor.organization.id
  permit(mayHavePath(pathBytes(way, name)))
  const { workspace } = folder
  const ownerUserId = actor.kind === 'user' ? actor.user.id : null
  const id = await insertFolder(tx, {
    organizationId,
    workspaceId: workspace.id,
    parentId: folder.id,
    name,
    ownerUserId,
  })
  if (id !== null) {
    audit('folder.made', {
      target: targetOf({ id, kind: 'folder', name }),
      workspace,
      after: { name, in: pathOf(way) },
    })
    return { folder: { id, workspace }, way: [...way, { id, name }] }
  }
  const there = await readNamed(tx, organizationId, folder.id, name)
  if (!there) throw notFound()
  if (there.kind === 'file') throw isAFile(there.name)
  const found = await readNode(tx, actor, there.id)
  permit(mayMakeFolder(found))
  return { folder: found, way: [...way, { id: found.id, name: found.name }] }
}

/**
 * FIL-1, FIL-2, FIL-6: folders with those above them, each made once, in the order asked; one that stands already takes
 * what comes too. All or none. Answers the id of each.
 */
export const makeFolders = change(MakeFolders, async (context, { folderId, paths }) => {
  const { actor, tx, permit, log } = context
  const root = await lockFolder(tx, actor, folderId)
  permit(mayMakeFolder(root))
  const way = await readWay(tx, actor.organization.id, root.id)
  const known = new Map<string, Open>()
  const ids: string[] = []
  for (const path of paths) {
    let open: Open = { folder: root, way }
    let key = ''
    for (const name of path) {
      key = `${key}/${fileNameKey(name)}`
      open = known.get(key) ?? (await openFolder(context, open, name))
      known.set(key, open)
    }
    ids.push(open.folder.id)
  }
  const detail = `Began to upload folders to ${pathOf(way) || 'all files'}: ${known.size}`
  log('upload-started', { detail, workspace: root.workspace })
  return { ids }
})
