import 'server-only'
import { change } from '../change'
import { badField, changedMeanwhile } from '../change/failures'
import { violatedConstraint } from '../database/errors'
import { endOf, lastDayBefore, warningDays } from '../end-dates/writes'
import { lockFolder, type ReadNode } from '../files/facts'
import { pathOf, readWay } from '../files/way'
import { readWorkspaceAdmins } from '../notices/facts'
import { type Notice, tell } from '../notices/writes'
import { nameOf } from '../rules/actor'
import {
  mayChangePermission,
  mayGivePermission,
  mayTakePermission,
  mayWarnOfPermissionEnd,
} from '../rules/folder-permissions'
import { granteeOf, lockPermission, readAnyPermission, readGrantee } from './facts'
import { ChangePermission, GivePermission, TakePermission, WarnOfPermissionEnd } from './input'
import { endsSoonNotices, givenNotice, type ToldFolder, takenNotice } from './notices'
import { valuesOf } from './records'
import { deletePermission, insertPermission, scheduleWarning, updatePermission } from './writes'

const hasIt = () =>
  badField('level', 'has-level', 'They have this level here already. Change that permission instead of giving another.')

/** USR-3: of a group or a partner nobody is told: who is of it changes by the day. */
const toldOf = (accountId: string | null, notice: (accountId: string) => Notice) =>
  accountId === null ? [] : [notice(accountId)]

const toldFolder = ({ id, workspace }: ReadNode, path: string): ToldFolder => ({ id, workspace, path })

/** FIL-2, FIL-3, PAR-3, USR-2, USR-3: to a user of the folder's workspace, one of its groups or of its partners. */
export const givePermission = change(
  GivePermission,
  async ({ actor, tx, permit, audit }, { folderId, grantee: wanted, lastDay, ...wish }) => {
    const folder = await lockFolder(tx, actor, folderId)
    const grantee = await readGrantee(tx, actor, folder, wanted)
    permit(mayGivePermission(folder, grantee, wish))
    const terms = { ...wish, endsAt: lastDay === null ? null : endOf(lastDay) }
    const { workspace } = folder
    const id = await insertPermission(tx, {
      ...terms,
      organizationId: actor.organization.id,
      workspaceId: workspace.id,
      folderId: folder.id,
      grantee,
      givenBy: nameOf(actor),
    })
    if (id === null) throw hasIt()
    const path = pathOf(await readWay(tx, actor.organization.id, folder.id))
    const { kind, name } = grantee
    audit('permission.given', {
      target: { kind, id: grantee.id, label: name },
      workspace,
      after: valuesOf(path, terms),
    })
    await scheduleWarning(tx, actor.organization.id, id, terms.endsAt)
    const given = { level: terms.level, lastDay }
    const notice = (to: string) => givenNotice(actor, to, toldFolder(folder, path), given, null)
    await tell(tx, actor, toldOf(grantee.accountId, notice))
    return { id }
  },
)

/** FIL-2, USR-2, SEC-9 */
export const changePermission = change(
  ChangePermission,
  async ({ actor, tx, permit, audit }, { permissionId, revision, lastDay, ...wish }) => {
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
    await scheduleWarning(tx, actor.organization.id, permission.id, terms.endsAt)
    const now = { level: terms.level, lastDay }
    const was = { level: permission.level, lastDay: before.lastDay }
    const notice = (to: string) => givenNotice(actor, to, toldFolder(folder, path), now, was)
    await tell(tx, actor, toldOf(permission.accountId, notice))
    return { revision: revision + 1 }
  },
  { lock: 'exclusive' },
)

const targetOf = (permission: {
  readonly userId: string | null
  readonly groupId: string | null
  readonly partnerId: string | null
  readonly email: string | null
  readonly name: string
}) => ({
  ...granteeOf(permission),
  label: permission.email ?? permission.name,
})

/** FIL-3, USR-3: gone from the next request on. */
export const takePermission = change(
  TakePermission,
  async ({ actor, tx, permit, audit }, { permissionId }) => {
    const { permission, folder } = await lockPermission(tx, actor, permissionId)
    permit(mayTakePermission(folder, permission))
    const path = pathOf(await readWay(tx, actor.organization.id, folder.id))
    await deletePermission(tx, actor.organization.id, permission.id)
    const { workspace } = folder
    audit('permission.taken', { target: targetOf(permission), workspace, before: valuesOf(path, permission) })
    await scheduleWarning(tx, actor.organization.id, permission.id, null)
    const taken = { level: permission.level, lastDay: null }
    const notice = (to: string) => takenNotice(actor, to, toldFolder(folder, path), taken)
    await tell(tx, actor, toldOf(permission.accountId, notice))
    return null
  },
  { lock: 'exclusive' },
)

const day = 86_400_000

/** USR-2: tells the user, and the administrators of the workspace, that the end of a permission is near. */
export const warnOfPermissionEnd = change(WarnOfPermissionEnd, async ({ actor, tx, permit, log }, { permissionId }) => {
  const permission = await readAnyPermission(tx, actor, permissionId)
  const { endsAt, workspace, folderId, name } = permission
  const left = endsAt ? endsAt.getTime() - Date.now() : Number.POSITIVE_INFINITY
  permit(mayWarnOfPermissionEnd(actor, { isDue: permission.counts && left <= warningDays * day }))
  const lastDay = endsAt && lastDayBefore(endsAt)
  const path = pathOf(await readWay(tx, actor.organization.id, folderId))
  const admins = await readWorkspaceAdmins(tx, actor.organization.id, workspace.id)
  await tell(tx, actor, endsSoonNotices({ id: folderId, workspace, path }, { ...permission, lastDay }, admins))
  const detail = `Warned that the last day of ${name} in ${path === '' ? 'all files' : path} is ${lastDay} (UTC)`
  log('permission-end-warned', { workspace, detail })
  return null
})
