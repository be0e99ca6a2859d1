import { byWhom, dayInWords, placed } from '../notices/words'
import type { Notice } from '../notices/writes'
import { folderAccessHref, folderHref } from '../portals/portals'
import type { Actor } from '../rules/actor'
import { type Level, levelWords, maskOf } from '../rules/levels'

/** A folder in a notice: where it is, by its path, and in which workspace. */
export type ToldFolder = {
  readonly id: string
  readonly path: string
  readonly workspace: { readonly id: string; readonly code: string; readonly name: string }
}

/** A permission in a notice; `lastDay` in UTC, null for no end. */
type ToldPermission = { readonly level: Level; readonly lastDay: string | null }

const nameOf = ({ path }: ToldFolder) => (path === '' ? 'all files' : (path.split('/').at(-1) ?? path))
const whole = ({ path, workspace }: ToldFolder) => `${path === '' ? 'all files' : path} in ${placed(workspace)}`
const until = (lastDay: string | null) => (lastDay === null ? '' : ` until ${dayInWords(lastDay)} (UTC)`)
const levelOf = ({ level }: ToldPermission) => levelWords(maskOf[level])

/** USR-3: what somebody has been given, or has instead of what they had before. */
export const givenNotice = (
  actor: Actor,
  accountId: string,
  folder: ToldFolder,
  permission: ToldPermission,
  before: ToldPermission | null,
): Notice => {
  const by = byWhom(actor, folder.workspace.id)
  const now = `${levelOf(permission)}${until(permission.lastDay)}`
  return {
    accountId,
    event: before ? 'permission.changed' : 'permission.given',
    workspaceId: folder.workspace.id,
    title: before
      ? `Your access to ${nameOf(folder)} has changed in ${folder.workspace.name}`
      : `You have access to ${nameOf(folder)} in ${folder.workspace.name} now`,
    body: before
      ? `${by} gave you ${now} instead of ${levelOf(before)}${until(before.lastDay)} in ${whole(folder)}.`
      : `${by} gave you ${now} in ${whole(folder)}.`,
    path: folderHref(null, folder.id),
  }
}

/** USR-3: what somebody had. */
export const takenNotice = (
  actor: Actor,
  accountId: string,
  folder: ToldFolder,
  permission: ToldPermission,
): Notice => ({
  accountId,
  event: 'permission.taken',
  workspaceId: folder.workspace.id,
  title: `Access to ${nameOf(folder)} was taken from you in ${folder.workspace.name}`,
  body: `${byWhom(actor, folder.workspace.id)} took ${levelOf(permission)} in ${whole(folder)} from you. What you have by other permissions stays.`,
  path: '',
})

type Ending = ToldPermission & {
  /** Of a user; null of a group, whose people are told of nothing that is the group's. */
  readonly accountId: string | null
  /** The name of the user or the group. */
  readonly name: string
}

/** USR-2: the end is near: one for the user, and one for each administrator of the workspace who is somebody else. */
export function endsSoonNotices(
  folder: ToldFolder,
  permission: Ending,
  admins: readonly { readonly accountId: string }[],
): readonly Notice[] {
  const { workspace } = folder
  const { accountId, name, lastDay } = permission
  const common = { event: 'permission.ends-soon', workspaceId: workspace.id } as const
  const last = `${levelOf(permission)} in ${whole(folder)} until ${dayInWords(lastDay ?? '')} (UTC)`
  const theirs =
    accountId === null
      ? []
      : [
          {
            ...common,
            accountId,
            title: `Your access to ${nameOf(folder)} ends soon in ${workspace.name}`,
            body: `You have ${last}. Ask who administers the folder if you need it longer.`,
            path: folderHref(null, folder.id),
          },
        ]
  return [
    ...theirs,
    ...admins
      .filter((admin) => admin.accountId !== accountId)
      .map((admin) => ({
        ...common,
        accountId: admin.accountId,
        title: `Access of ${name} to ${nameOf(folder)} ends soon in ${workspace.name}`,
        body: `${name} has ${last}. Choose a later day if it is still needed.`,
        path: folderAccessHref(workspace.code, folder.id),
      })),
  ]
}
