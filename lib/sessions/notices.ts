import { byWhom, placed } from '../notices/words'
import type { Notice } from '../notices/writes'
import { profileHref } from '../portals/portals'
import type { Actor } from '../rules/actor'

type Place = { readonly id: string; readonly code: string; readonly name: string }
type OfPerson = { readonly accountId: string; readonly workspace: Place }

/** SWI-7: an Organization Admin chose it; who chooses their own is not told. */
export const signInNotice = ({ accountId, workspace }: OfPerson): Notice => ({
  accountId,
  event: 'member.sign-in-workspace-chosen',
  workspaceId: workspace.id,
  title: `You sign in to ${workspace.name} from now on`,
  body: `An Organization Admin made ${placed(workspace)} your sign-in workspace. You can choose another one on your profile.`,
  path: profileHref,
})

/** USR-1: every browser that acted as one of their users. */
export const actingEndedNotice = (actor: Actor, { accountId, workspace }: OfPerson): Notice => ({
  accountId,
  event: 'user.sessions-ended',
  workspaceId: workspace.id,
  title: `You were signed out of ${workspace.name}`,
  body: `${byWhom(actor, workspace.id)} signed out the browsers that acted as your user in ${placed(workspace)}. You can sign in again.`,
  path: profileHref,
})

/** SWI-5: one browser of a person, or all of them. */
export const allEndedNotice = (accountId: string, isAll: boolean): Notice => ({
  accountId,
  event: 'member.sessions-ended',
  workspaceId: null,
  title: isAll ? 'You were signed out everywhere' : 'One of your browsers was signed out',
  body: `An Organization Admin signed out ${isAll ? 'every browser of yours' : 'one of your browsers'}. You can sign in again.`,
  path: profileHref,
})
