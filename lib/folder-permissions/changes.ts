import 'server-only'
import { type Change, change } from '../change'
import { badField, changedMeanwhile } from '../change/failures'
import { violatedConstraint } from '../database/errors'
import { endOf, lastDayBefore } from '../end-dates/writes'
import { lockFolder, type ReadNode } from '../files/facts'
import { pathOf, readWay } from '../files/way'
import { tell } from '../notices/writes'
import { mayChangePermission, mayGivePermission, mayTakePermission } from '../rules/folder-permissions'
import { levelWords, maskOf } from '../rules/levels'
import { lockPermission, readGrantee } from './facts'
import { ChangePermission, GivePermission, TakePermission } from './input'
import { deletePermission, insertPermission, type Terms, updatePermission } from './writes'

/** What a permission comes to, as records keep it. */
const valuesOf = (path: string, { level, isRecursive, endsAt }: Terms) => ({
  folder: path,
  level: levelWords(maskOf[level]),
  isRecursive,
  lastDay: endsAt === null ? null : lastDayBefore(endsAt),
})

const hasIt = () =>
  badField('level', 'has-level', 'They have this level here already. Change that permission instead of giving another.')

/** Where a folder is, in words for whom it concerns; the root has no name. */
const nameOf = (path: string) => (path === '' ? 'all files' : `the folder ${path}`)

/** USR-3: of a group nobody is told: who is in it changes by the day. */
async function tellGrantee(
  { tx, actor }: Change,
  folder: ReadNode,
  accountId: string | null,
  event: string,
  body: string,
) {
  if (accountId === null) return
  const { workspace } = folder
  const title = event === 'permission.taken' ? 'A folder was taken from you' : 'A folder was given to you'
  const place = `in ${workspace.name} (${workspace.code})`
  await tell(tx, actor, [
    { accountId, event, workspaceId: workspace.id, title: `${title} ${place}`, body: `${body} ${place}.`, path: '' },
  ])
}

/** FIL-2, FIL-3, USR-2, USR-3: to a user of the folder's workspace or one of its groups. */
export const givePermission = change(
  GivePermission,
  async (context, { folderId, grantee: wanted, lastDay, ...wish }) => {
    const { actor, tx, permit, audit } = context
    const folder = await lockFolder(tx, actor, folderId)
    const grantee = await readGrantee(tx, actor, folder.workspace.id, wanted)
    permit(mayGivePermission(folder, grantee, wish))
    const terms = { ...wish, endsAt: lastDay === null ? null : endOf(lastDay) }
    const { workspace } = folder
    const id = await insertPermission(tx, {
      ...terms,
      organizationId: actor.organization.id,
      workspaceId: workspace.id,
      folderId: folder.id,
      grantee,
      givenBy: actor.kind === 'user' ? actor.person.name : 'Atrium',
    })
    if (id === null) throw hasIt()
    const path = pathOf(await readWay(tx, actor.organization.id, folder.id))
    const { kind, name } = grantee
    audit('permission.given', {
      target: { kind, id: grantee.id, label: name },
      workspace,
      after: valuesOf(path, terms),
    })
    const level = levelWords(maskOf[terms.level])
    await tellGrantee(context, folder, grantee.accountId, 'permission.given', `You have ${level} in ${nameOf(path)}`)
    return { id }
  },
)

/** FIL-2, USR-2, SEC-9 */
export const changePermission = change(
  ChangePermission,
  async (context, { permissionId, revision, lastDay, ...wish }) => {
    const { actor, tx, permit, audit } = context
    const { permission, folder } = await lockPermission(tx, actor, permissionId)
    permit(mayChangePermission(folder, permission, wish))
    const path = pathOf(await readWay(tx, actor.organization.id, folder.id))
    const before = valuesOf(path, permission)
    if (permission.revision !== revision)
      throw changedMeanwhile({ revision: permission.revision, values: { level: before.level } })
    const terms = { ...wish, endsAt: lastDay === null ? null : endOf(lastDay) }
    await updatePermission(tx, actor.organization.id, permission.id, terms).catch((error: unknown) => {
      if (!violatedConstraint(error).startsWith('folder_permissions_of_')) throw error
      throw hasIt()
    })
    const { workspace } = folder
    const target = targetOf(permission)
    audit('permission.changed', { target, workspace, before, after: valuesOf(path, terms) })
    const level = levelWords(maskOf[terms.level])
    await tellGrantee(
      context,
      folder,
      permission.accountId,
      'permission.changed',
      `You have ${level} in ${nameOf(path)}`,
    )
    return { revision: revision + 1 }
  },
  { lock: 'exclusive' },
)

const targetOf = (permission: {
  readonly userId: string | null
  readonly groupId: string | null
  readonly email: string | null
  readonly name: string
}) => ({
  kind: permission.userId === null ? 'group' : 'user',
  id: permission.userId ?? permission.groupId ?? '',
  label: permission.email ?? permission.name,
})

/** FIL-3, USR-3: gone from the next request on. */
export const takePermission = change(
  TakePermission,
  async (context, { permissionId }) => {
    const { actor, tx, permit, audit } = context
    const { permission, folder } = await lockPermission(tx, actor, permissionId)
    permit(mayTakePermission(folder, permission))
    const path = pathOf(await readWay(tx, actor.organization.id, folder.id))
    await deletePermission(tx, actor.organization.id, permission.id)
    const { workspace } = folder
    audit('permission.taken', { target: targetOf(permission), workspace, before: valuesOf(path, permission) })
    const level = levelWords(permission.mask)
    const body = `Your ${level} in ${nameOf(path)} was taken away`
    await tellGrantee(context, folder, permission.accountId, 'permission.taken', body)
    return null
  },
  { lock: 'exclusive' },
)
