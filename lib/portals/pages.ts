import type { PartnerOfActor } from '../rules/actor'
import {
  allFilesHref,
  filesHref,
  groupsHref,
  invitationsHref,
  membersHref,
  noticesHref,
  organizationHref,
  partnersHref,
  policiesHref,
  profileHref,
  trashHref,
  workspaceHref,
} from './portals'

export type SectionIcon =
  | 'overview'
  | 'teams'
  | 'resources'
  | 'governance'
  | 'policies'
  | 'security'
  | 'operations'
  | 'audit'
  | 'mail'
  | 'home'
  | 'files'
  | 'notices'
  | 'profile'

/** A section of the navigation: a page by itself, or a heading over its pages. */
export type Section = {
  readonly icon: SectionIcon
  readonly label: string
  readonly href?: string
  readonly items?: readonly Item[]
}

/** `isAlone`: addresses that go on from its own are not its pages. */
type Item = { readonly label: string; readonly href: string; readonly count?: number; readonly isAlone?: boolean }

/** POR-1: the pages of the organization portal. Without a mail server there is mail to read in it. */
export const organizationSections = (workspaces: number, keepsMail: boolean): readonly Section[] => [
  { icon: 'overview', label: 'Overview', href: organizationHref },
  {
    icon: 'teams',
    label: 'Teams',
    items: [
      { label: 'Workspaces', href: `${organizationHref}/workspaces`, count: workspaces },
      { label: 'Members', href: membersHref(null) },
    ],
  },
  { icon: 'policies', label: 'Policies', items: [{ label: 'Platform Settings', href: policiesHref(null) }] },
  {
    icon: 'security',
    label: 'Security',
    items: [
      { label: 'Sign-ins', href: `${organizationHref}/sign-ins` },
      { label: 'Sessions', href: `${organizationHref}/sessions` },
    ],
  },
  { icon: 'operations', label: 'Operations in progress', href: `${organizationHref}/operations` },
  { icon: 'audit', label: 'Audit log', href: `${organizationHref}/audit` },
  ...(keepsMail ? [{ icon: 'mail', label: 'Kept mail', href: `${organizationHref}/mail` } as const] : []),
]

/** POR-1: the pages of the portal of the workspace with this ID. */
export const workspaceSections = (code: string): readonly Section[] => [
  { icon: 'overview', label: 'Overview', href: workspaceHref(code) },
  {
    icon: 'teams',
    label: 'Teams',
    items: [
      { label: 'Members', href: membersHref(code) },
      { label: 'Invitations', href: invitationsHref(code) },
      { label: 'Groups', href: groupsHref(code) },
      { label: 'Partners', href: partnersHref(code) },
    ],
  },
  { icon: 'resources', label: 'Resources', items: [{ label: 'Files', href: filesHref(code) }] },
  { icon: 'policies', label: 'Policies', items: [{ label: 'Platform Settings', href: policiesHref(code) }] },
  { icon: 'governance', label: 'Governance', items: [{ label: 'Trash', href: trashHref(code) }] },
  { icon: 'operations', label: 'Operations in progress', href: `${workspaceHref(code)}/operations` },
  { icon: 'audit', label: 'Audit log', href: `${workspaceHref(code)}/audit` },
]

/** Where somebody's own files begin: at home, or, of a partner user, at the partner's root alone (FIL-11). */
const ownFiles = (partner: PartnerOfActor | null): readonly Item[] =>
  partner === null
    ? [
        { label: 'My files', href: filesHref(null), isAlone: true },
        { label: 'All files', href: allFilesHref(null) },
      ]
    : [{ label: `Files of ${partner.name}`, href: allFilesHref(null) }]

/** The pages of the member's own place. */
export const ownSections = (partner: PartnerOfActor | null): readonly Section[] => [
  { icon: 'home', label: 'Home', href: '/' },
  {
    icon: 'files',
    label: 'Files',
    items: [...ownFiles(partner), { label: 'Trash', href: trashHref(null) }],
  },
  { icon: 'operations', label: 'Operations in progress', href: '/operations' },
  { icon: 'notices', label: 'Notices', href: noticesHref },
  { icon: 'profile', label: 'Profile', href: profileHref },
]
