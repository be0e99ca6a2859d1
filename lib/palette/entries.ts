import { organizationSections, ownSections, type Section, workspaceSections } from '../portals/pages'
import {
  invitationsHref,
  memberHref,
  membersHref,
  organizationHref,
  portalsOf,
  rosterHref,
  userHref,
  workspaceHref,
} from '../portals/portals'
import type { UserActor } from '../rules/actor'
import { mayInvite } from '../rules/invitations'
import { mayOpenOrganizationPortal } from '../rules/portals'
import { mayImportRoster } from '../rules/rosters'
import { allowed } from '../rules/verdict'
import { mayCreateWorkspace } from '../rules/workspaces'
import type { UserRow } from '../users/queries'
import type { Entry } from './entry'

/** A workspace whose portal the actor may open. */
export type Place = { readonly id: string; readonly code: string; readonly name: string }

/** Words that people look for a page or an action by, and that are not written on it. */
const also: Readonly<Record<string, string>> = {
  Members: 'users people',
  Partners: 'companies suppliers customers external',
  'Platform Settings': 'sharing passwords lifetime domains',
  'Sign-ins': 'logins log ins',
  Sessions: 'browsers signed in',
  Overview: 'administration',
  'Audit log': 'history changes',
  'Kept mail': 'e-mail',
  'Operations in progress': 'background tasks',
  'My files': 'home folder documents',
  'All files': 'folders documents',
  Files: 'folders documents',
  Trash: 'deleted restore bin',
  Profile: 'password sign-in workspace sessions account settings',
  Home: 'start my work',
}

const entry = (made: Pick<Entry, 'id' | 'group' | 'icon' | 'label' | 'deed'> & Partial<Entry>): Entry => ({
  hint: '',
  also: also[made.label] ?? '',
  isFirst: false,
  verdict: allowed,
  ...made,
})

const opens = (href: string) => ({ kind: 'open', href }) as const

const pagesOf = (place: string, sections: readonly Section[], isFirst: boolean): readonly Entry[] =>
  sections.flatMap(({ icon, label: section, href, items }) =>
    (items ?? [{ label: section, href: href ?? '/' }]).map((page) =>
      entry({
        id: page.href,
        group: 'pages',
        icon,
        label: page.label,
        hint: items ? `${place} › ${section}` : place,
        also: `${also[page.label] ?? ''} ${section}`,
        isFirst,
        deed: opens(page.href),
      }),
    ),
  )

const invitesTo = (actor: UserActor, { id, code, name }: Place, isFirst = false) =>
  entry({
    id: `invite ${code}`,
    group: 'actions',
    icon: 'invite',
    label: 'Invite people',
    hint: `${name} · ${code}`,
    also: 'add to',
    isFirst,
    deed: opens(`${invitationsHref(code)}?new=1`),
    verdict: mayInvite(actor, id),
  })

/** What whoever administers something may do, or may not and is told why; of the workspace they are in, if any. */
function administration(actor: UserActor, place: Place | null): readonly Entry[] {
  const creating = mayCreateWorkspace(actor)
  const importing = mayImportRoster(actor)
  return [
    ...(place ? [invitesTo(actor, place, true)] : []),
    entry({
      id: 'new workspace',
      group: 'actions',
      icon: 'create',
      label: 'New Workspace',
      also: 'create add team',
      isFirst: creating.ok,
      deed: opens(`${organizationHref}/workspaces?new=1`),
      verdict: creating,
    }),
    entry({
      id: 'import roster',
      group: 'actions',
      icon: 'import',
      label: 'Import roster',
      also: 'add people users csv',
      isFirst: importing.ok,
      deed: opens(rosterHref),
      verdict: importing,
    }),
  ]
}

/** POR-2, SWI-1: portals that another of the person's users opens, and those users. */
function asAnother(actor: UserActor): readonly Entry[] {
  const portals = actor.isOrganizationAdmin ? [] : portalsOf(actor).others
  const nameOf = new Map(actor.users.map((user) => [user.id, user.workspace.name]))
  return [
    ...portals.map(({ kind, name, code, href, switchTo }) =>
      entry({
        id: `${href} ${switchTo}`,
        group: 'workspaces',
        icon: kind,
        label: name,
        hint: code === null ? `as your user in ${nameOf.get(switchTo ?? '')}` : `${code} · as your user there`,
        also: 'administration portal',
        deed: { kind: 'act-as', userId: switchTo ?? '', href },
      }),
    ),
    ...actor.users
      .filter((user) => user.id !== actor.user.id)
      .map(({ id, workspace }) =>
        entry({
          id: `act as ${id}`,
          group: 'actions',
          icon: 'switch',
          label: `Switch to ${workspace.name}`,
          hint: workspace.code,
          also: 'act as user workspace',
          isFirst: true,
          deed: { kind: 'act-as', userId: id, href: '/' },
        }),
      ),
  ]
}

const ownActions: readonly Entry[] = [
  entry({
    id: 'switch theme',
    group: 'actions',
    icon: 'theme',
    label: 'Switch light and dark',
    also: 'theme mode appearance',
    isFirst: true,
    deed: { kind: 'switch-theme' },
  }),
  entry({
    id: 'sign out',
    group: 'actions',
    icon: 'sign-out',
    label: 'Sign out',
    also: 'log out leave',
    isFirst: true,
    deed: { kind: 'sign-out' },
  }),
]

type From = {
  /** The portal it is opened from; null for one's own place. */
  readonly portal: 'organization' | 'workspace' | null
  /** The workspace at hand, whose portal the actor may open. */
  readonly place: Place | null
  readonly keepsMail: boolean
}

/** Section 2: everything the palette knows without a search. What the actor administers nothing of is not in it. */
export function entriesOf(actor: UserActor, { portal, place, keepsMail }: From): readonly Entry[] {
  const ofOrganization = mayOpenOrganizationPortal(actor).ok
  const organization = ofOrganization ? organizationSections(actor.organization.workspaces, keepsMail) : []
  return [
    ...pagesOf('Organization', organization, portal === 'organization'),
    ...(place ? pagesOf(place.name, workspaceSections(place.code), portal === 'workspace') : []),
    ...pagesOf('My work', ownSections(actor.user.partner), portal === null),
    ...(ofOrganization || place ? administration(actor, place) : []),
    ...(place && !ofOrganization ? [workspaceEntry(place)] : []),
    ...asAnother(actor),
    ...ownActions,
  ]
}

export const workspaceEntry = ({ code, name }: Pick<Place, 'code' | 'name'>): Entry =>
  entry({
    id: `workspace ${code}`,
    group: 'workspaces',
    icon: 'workspace',
    label: name,
    hint: code,
    deed: opens(workspaceHref(code)),
  })

/** What there is in a workspace that was found, and to do with it. */
export const insideOf = (actor: UserActor, place: Place): readonly Entry[] => [
  ...pagesOf(place.name, workspaceSections(place.code), false).map((page) => ({
    ...page,
    group: 'workspaces' as const,
  })),
  invitesTo(actor, place),
]

/** A person of the organization for its admins, else a user of the workspace. */
export const personEntry = (actor: UserActor, user: UserRow): Entry =>
  entry({
    id: `person ${actor.isOrganizationAdmin ? user.accountId : user.id}`,
    group: 'people',
    icon: 'person',
    label: user.name,
    hint: actor.isOrganizationAdmin || user.state === 'active' ? user.email : `${user.email} · ${user.state}`,
    deed: opens(actor.isOrganizationAdmin ? memberHref(user.accountId) : userHref(user.workspace.code, user.id)),
  })

/** The page on which all that a search finds are listed, where that is more than the palette shows. */
export const listEntry = (group: 'workspaces' | 'people', code: string | null, q: string): Entry => {
  const query = new URLSearchParams(group === 'people' ? { q, state: 'all' } : { q })
  const href = group === 'people' ? membersHref(code) : `${organizationHref}/workspaces`
  return entry({
    id: `all ${group}`,
    group,
    icon: 'teams',
    label: group === 'people' ? `More members with “${q}”` : `More workspaces with “${q}”`,
    hint: 'Teams',
    deed: opens(`${href}?${query}`),
  })
}

/** What can be done to a user that was found. */
export const deedOn = ({ id, name, email, workspace, state, mayDeactivate, mayReactivate }: UserRow): Entry => {
  const isOff = state === 'deactivated'
  return entry({
    id: `${isOff ? 'reactivate' : 'deactivate'} ${id}`,
    group: 'actions',
    icon: isOff ? 'reactivate' : 'deactivate',
    label: `${isOff ? 'Reactivate' : 'Deactivate'} ${name}`,
    hint: `${email} · ${workspace.name}`,
    deed: opens(`${userHref(workspace.code, id)}?${isOff ? 'reactivate' : 'deactivate'}=1`),
    verdict: isOff ? mayReactivate : mayDeactivate,
  })
}
