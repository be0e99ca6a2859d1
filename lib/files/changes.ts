import 'server-only'
import { change } from '../change'
import { badField, changedMeanwhile } from '../change/failures'
import { takeStrayed } from '../folder-permissions/strayed'
import { nameOf } from '../rules/actor'
import { mayHavePath, mayMakeFolder, mayMove, mayMoveInto, mayRename, mayRestore, mayTrash } from '../rules/files'
import { findClash } from './clash'
import { lockFolder, lockNode, lockNodes, lockTrashed, type ReadNode, readFolder } from './facts'
import { AddFile, MakeFolder, MoveNodes, RenameNode, RestoreNodes, TrashNodes } from './input'
import { nameTaken, putFile, targetOf } from './put-file'
import { longestBytes, pathBytes, pathOf, readWay, readWays } from './way'
import { insertFolder, moveTo, renameTo, restore, trash } from './writes'

type Placed = Pick<ReadNode, 'id' | 'parentId'>

const idsOf = (nodes: readonly Placed[]) => nodes.map((node) => node.id)
const parentsOf = (nodes: readonly Placed[]) => [...new Set(nodes.flatMap(({ parentId }) => parentId ?? []))]

/** FIL-1, FIL-2: of two at once who choose the same name one has it. */
export const makeFolder = change(MakeFolder, async ({ actor, tx, permit, audit }, { folderId, name }) => {
  const organizationId = actor.organization.id
  const folder = await lockFolder(tx, actor, folderId)
  permit(mayMakeFolder(folder))
  const way = await readWay(tx, organizationId, folder.id)
  permit(mayHavePath(pathBytes(way, name)))
  const ownerUserId = actor.kind === 'user' ? actor.user.id : null
  const id = await insertFolder(tx, {
    organizationId,
    workspaceId: folder.workspace.id,
    parentId: folder.id,
    name,
    ownerUserId,
  })
  if (id === null) throw nameTaken('name', name)
  audit('folder.made', {
    target: targetOf({ id, kind: 'folder', name }),
    workspace: folder.workspace,
    after: { name, in: pathOf(way) },
  })
  return { id, name }
})

/** FIL-2, FIL-6, FIL-12 */
export const addFile = change(AddFile, putFile)

/** FIL-1, FIL-2, SEC-9 */
export const renameNode = change(RenameNode, async ({ actor, tx, permit, audit }, { nodeId, name, revision }) => {
  const organizationId = actor.organization.id
  const node = await lockNode(tx, actor, nodeId)
  permit(mayRename(node))
  if (node.parentId === null) throw new Error('A root was renamed.')
  if (node.revision !== revision) throw changedMeanwhile({ revision: node.revision, values: { name: node.name } })
  const way = await readWay(tx, organizationId, node.parentId)
  permit(mayHavePath(await longestBytes(tx, organizationId, way, { ...node, name })))
  const clash = await findClash(tx, organizationId, node.parentId, [{ ...node, name }])
  if (clash !== null) throw nameTaken('name', clash)
  await renameTo(tx, organizationId, node.id, name)
  audit(`${node.kind}.renamed`, {
    target: targetOf({ ...node, name }),
    workspace: node.workspace,
    before: { name: node.name },
    after: { name, in: pathOf(way) },
  })
  return { revision: revision + 1 }
})

/** FIL-1, FIL-2, CPM-4, CPM-6, CPM-7, PAR-3: all or none; each touches one row, whatever lies below it. */
export const moveNodes = change(MoveNodes, async (context, { nodeIds, folderId }) => {
  const { actor, tx, permit, audit } = context
  const organizationId = actor.organization.id
  const moved = await lockNodes(tx, actor, [...new Set(nodeIds)])
  const folder = await readFolder(tx, actor, folderId)
  const way = await readWay(tx, organizationId, folder.id)
  const above = new Set(way.map((step) => step.id))
  for (const node of moved) {
    permit(mayMove(node))
    const isElsewhere = node.workspace.id !== folder.workspace.id
    const isThere = node.parentId === folder.id
    permit(mayMoveInto(folder, { isWithin: above.has(node.id), isElsewhere, isThere }))
    permit(mayHavePath(await longestBytes(tx, organizationId, way, node)))
  }
  const clash = await findClash(tx, organizationId, folder.id, moved)
  if (clash !== null) throw nameTaken('folderId', clash)
  const from = await readWays(tx, organizationId, parentsOf(moved))
  await moveTo(tx, organizationId, moved, folder.id)
  for (const node of moved)
    audit(`${node.kind}.moved`, {
      target: targetOf(node),
      workspace: node.workspace,
      before: { in: pathOf(from.get(node.parentId ?? '') ?? []) },
      after: { in: pathOf(way) },
    })
  await takeStrayed(context, moved, way)
  return { moved: moved.length }
})

/** FIL-8: into the workspace's trash, all or none; each touches one row, whatever lies below it. */
export const trashNodes = change(TrashNodes, async ({ actor, tx, permit, audit }, { nodeIds }) => {
  const organizationId = actor.organization.id
  const doomed = await lockNodes(tx, actor, [...new Set(nodeIds)])
  for (const node of doomed) permit(mayTrash(node))
  const from = await readWays(tx, organizationId, parentsOf(doomed))
  await trash(tx, organizationId, idsOf(doomed), nameOf(actor))
  for (const node of doomed)
    audit(`${node.kind}.trashed`, {
      target: targetOf(node),
      workspace: node.workspace,
      before: { in: pathOf(from.get(node.parentId ?? '') ?? []) },
    })
  return { trashed: doomed.length }
})

/** FIL-1, FIL-8, PAR-3: back to where they were, all or none; that may lie elsewhere by now. */
export const restoreNodes = change(RestoreNodes, async (context, { nodeIds }) => {
  const { actor, tx, permit, audit } = context
  const organizationId = actor.organization.id
  const wanted = await lockTrashed(tx, actor, [...new Set(nodeIds)])
  const ways = await readWays(tx, organizationId, parentsOf(wanted))
  const wayTo = ({ parentId }: Placed) => ways.get(parentId ?? '') ?? []
  for (const node of wanted) {
    permit(mayRestore(node))
    permit(mayHavePath(await longestBytes(tx, organizationId, wayTo(node), node)))
  }
  for (const folderId of parentsOf(wanted)) {
    const here = wanted.filter((node) => node.parentId === folderId)
    const clash = await findClash(tx, organizationId, folderId, here)
    if (clash !== null)
      throw badField('nodeIds', 'name-taken', `“${clash}” stands in the folder it was in. Rename that one first.`)
  }
  await restore(tx, organizationId, idsOf(wanted))
  for (const node of wanted)
    audit(`${node.kind}.restored`, {
      target: targetOf(node),
      workspace: node.workspace,
      after: { in: pathOf(wayTo(node)) },
    })
  for (const folderId of parentsOf(wanted)) {
    const here = wanted.filter((node) => node.parentId === folderId)
    await takeStrayed(context, here, ways.get(folderId) ?? [])
  }
  return { restored: wanted.length }
})
