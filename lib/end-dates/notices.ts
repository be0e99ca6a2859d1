import { byWhom, dayInWords, placed } from '../notices/words'
import type { Notice } from '../notices/writes'
import { userHref } from '../portals/portals'
import type { Actor } from '../rules/actor'
import type { ReadUser } from '../users/facts'

type Admins = readonly { readonly accountId: string }[]

/** USR-2: a user's last day, chosen or taken away (null); days are in UTC. */
export function chosenNotice(actor: Actor, user: ReadUser, lastDay: string | null): Notice {
  const { accountId, workspace } = user
  const by = byWhom(actor, workspace.id)
  const last = lastDay === null ? '' : dayInWords(lastDay)
  return {
    accountId,
    event: 'user.end-date-chosen',
    workspaceId: workspace.id,
    title:
      lastDay === null
        ? `Your user in ${workspace.name} has no end date any more`
        : `Your last day in ${workspace.name} is ${last}`,
    body:
      lastDay === null
        ? `${by} took the end date from your user in ${placed(workspace)}.`
        : `${by} chose ${last} (UTC) as the last day of your user in ${placed(workspace)}. If you need it longer, ask an administrator of ${workspace.name}.`,
    path: '',
  }
}

/** One for the user and one for each administrator of their own workspace who is somebody else. */
const toBothSides = (user: ReadUser, admins: Admins, theirs: Omit<Notice, 'accountId'>, ofAdmins: typeof theirs) => [
  { ...theirs, accountId: user.accountId },
  ...admins.filter((admin) => admin.accountId !== user.accountId).map(({ accountId }) => ({ ...ofAdmins, accountId })),
]

/** USR-2: the end is near. */
export function endsSoonNotices(user: ReadUser, lastDay: string, admins: Admins): readonly Notice[] {
  const { workspace } = user
  const last = `${dayInWords(lastDay)} (UTC)`
  const common = { event: 'user.ends-soon', workspaceId: workspace.id } as const
  return toBothSides(
    user,
    admins,
    {
      ...common,
      title: `Your user in ${workspace.name} ends soon`,
      body: `Its last day is ${last}. Ask an administrator of ${placed(workspace)} if you need it longer.`,
      path: '',
    },
    {
      ...common,
      title: `${user.name} ends soon in ${workspace.name}`,
      body: `The last day of ${user.name} (${user.email}) is ${last}. Choose a later one if they are still needed.`,
      path: userHref(workspace.code, user.id),
    },
  )
}

/** USR-2: the last day is past. */
export function endedNotices(user: ReadUser, lastDay: string, admins: Admins): readonly Notice[] {
  const { workspace } = user
  const last = `${dayInWords(lastDay)} (UTC)`
  const common = { event: 'user.ended', workspaceId: workspace.id } as const
  return toBothSides(
    user,
    admins,
    {
      ...common,
      title: `Your user in ${workspace.name} has ended`,
      body: `Its last day was ${last}: you can no longer act as it. If you still need it, ask an administrator of ${placed(workspace)}.`,
      path: '',
    },
    {
      ...common,
      title: `${user.name} has ended in ${workspace.name}`,
      body: `The last day of ${user.name} (${user.email}) was ${last}. A later one unlocks them with what they had.`,
      path: userHref(workspace.code, user.id),
    },
  )
}
