import type { Change } from '../change'
import type { ReadNode } from '../files/facts'
import { pathOf, readWays, type Step } from '../files/way'
import { valuesOf } from './records'
import { deleteStrayed } from './writes'

/**
 * PAR-3: of what has just been put into a folder, `way` leading to it, partners keep what lies inside their roots. The
 * tree's lock is held alone.
 */
export async function takeStrayed(
  { actor, tx, audit }: Change,
  put: readonly Pick<ReadNode, 'id' | 'kind' | 'workspace'>[],
  way: readonly Step[],
): Promise<void> {
  const folders = put.filter(({ kind }) => kind === 'folder')
  const workspace = folders[0]?.workspace
  if (!workspace) return
  const organizationId = actor.organization.id
  const folderIds = folders.map(({ id }) => id)
  const above = way.map(({ id }) => id)
  const strayed = await deleteStrayed(tx, { organizationId, workspaceId: workspace.id }, folderIds, above)
  const ways = await readWays(tx, organizationId, [...new Set(strayed.map((one) => one.folderId))])
  for (const { partnerId: id, name, folderId, ...terms } of strayed)
    audit('permission.taken', {
      target: { kind: 'partner', id, label: name },
      workspace,
      before: valuesOf(pathOf(ways.get(folderId) ?? []), terms),
    })
}
