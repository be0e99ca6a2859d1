import { byWhom, placed } from '../notices/words'
import type { Notice } from '../notices/writes'
import { filesHref } from '../portals/portals'
import type { Actor } from '../rules/actor'
import type { LockedPartner } from './facts'

type Told = { readonly accountId: string }

/** USR-3, PAR-2: what being a partner's user means, to who has become one. */
export const linkedNotice = (actor: Actor, { accountId }: Told, { name, workspace }: LockedPartner): Notice => ({
  accountId,
  event: 'partner.user-linked',
  workspaceId: workspace.id,
  title: `You are a user of the partner ${name} in ${workspace.name} now`,
  body: `${byWhom(actor, workspace.id)} linked your user in ${placed(workspace)} to the partner ${name}. Permissions of your own and your groups there have ended; you see what ${name} has been given.`,
  path: filesHref(null),
})

/** USR-3, PAR-2 */
export const unlinkedNotice = (actor: Actor, { accountId }: Told, { name, workspace }: LockedPartner): Notice => ({
  accountId,
  event: 'partner.user-unlinked',
  workspaceId: workspace.id,
  title: `You are no longer a user of the partner ${name} in ${workspace.name}`,
  body: `${byWhom(actor, workspace.id)} unlinked your user in ${placed(workspace)} from the partner ${name}. What ${name} has been given is no longer yours; your home folder is.`,
  path: filesHref(null),
})

/** USR-3, PAR-1: to who is to answer for a partner now. */
export const responsibleNotice = (
  actor: Actor,
  { accountId }: Told,
  { name, workspace }: Pick<LockedPartner, 'name' | 'workspace'>,
): Notice => ({
  accountId,
  event: 'partner.responsible',
  workspaceId: workspace.id,
  title: `You are responsible for the partner ${name} in ${workspace.name} now`,
  body: `${byWhom(actor, workspace.id)} made you the responsible user of the partner ${name} in ${placed(workspace)}.`,
  path: '',
})
