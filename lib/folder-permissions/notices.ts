import { byWhom, dayInWords, placed } from '../notices/words'
import type { Notice } from '../notices/writes'
import type { Actor } from '../rules/actor'

type Folder = {
  readonly path: string
  readonly workspace: { readonly id: string; readonly code: string; readonly name: string }
}

/** Where a folder is, in words for whom it concerns; the root has no name. */
const placeOf = ({ path, workspace }: Folder) =>
  `${path === '' ? 'all files' : `the folder ${path}`} in ${placed(workspace)}`

const until = (lastDay: string | null) => (lastDay === null ? '' : ` The last day is ${dayInWords(lastDay)} (UTC).`)

/** What of a permission is told: a level in words, and its last day in UTC. */
type Told = { readonly level: string; readonly lastDay: string | null }

/** USR-3: a permission given to a user, changed or taken from them. */
export function permissionNotice(
  actor: Actor,
  accountId: string,
  folder: Folder,
  happened: { readonly given: Told } | { readonly changed: Told } | { readonly taken: Told },
): Notice {
  const { workspace } = folder
  const [by, where] = [byWhom(actor, workspace.id), placeOf(folder)]
  const common = { accountId, workspaceId: workspace.id, path: '' } as const
  if ('given' in happened)
    return {
      ...common,
      event: 'permission.given',
      title: `A folder was given to you in ${workspace.name}`,
      body: `${by} gave you ${happened.given.level} in ${where}.${until(happened.given.lastDay)}`,
    }
  if ('changed' in happened)
    return {
      ...common,
      event: 'permission.changed',
      title: `A folder of yours in ${workspace.name} was changed`,
      body: `${by} changed what you may do in ${where} to ${happened.changed.level}.${until(happened.changed.lastDay)}`,
    }
  return {
    ...common,
    event: 'permission.taken',
    title: `A folder was taken from you in ${workspace.name}`,
    body: `${by} took ${happened.taken.level} in ${where} from you.`,
  }
}

type Ending = {
  readonly name: string
  /** Of a user, whom to tell; null of a group: who is in it changes by the day. */
  readonly accountId: string | null
  readonly level: string
  readonly lastDay: string
}

/** USR-2: the end of a permission is near, for the user and for the administrators of the workspace. */
export function endsSoonNotices(
  { name, accountId, level, lastDay }: Ending,
  folder: Folder,
  admins: readonly { readonly accountId: string }[],
): readonly Notice[] {
  const { workspace } = folder
  const [where, last] = [placeOf(folder), `${dayInWords(lastDay)} (UTC)`]
  const common = { event: 'permission.ends-soon', workspaceId: workspace.id, path: '' } as const
  const theirs = {
    ...common,
    title: `Access to a folder in ${workspace.name} ends soon`,
    body: `The last day on which you have ${level} in ${where} is ${last}. If you need it longer, ask an administrator of ${workspace.name}.`,
  }
  const ofAdmins = {
    ...common,
    title: `Access of ${name} to a folder in ${workspace.name} ends soon`,
    body: `The last day on which ${name} has ${level} in ${where} is ${last}. Choose a later one if it is still needed.`,
  }
  return [
    ...(accountId === null ? [] : [{ ...theirs, accountId }]),
    ...admins.filter((admin) => admin.accountId !== accountId).map((admin) => ({ ...ofAdmins, ...admin })),
  ]
}
