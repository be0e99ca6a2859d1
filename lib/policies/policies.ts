import { z } from 'zod'
import { type Chosen, chosenOf, effective, type Policy } from './policy'

const domain = z
  .string()
  .max(253)
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'Enter domains like example.org, without the part before the @.')

/** INV-4: null stands for any domain. What two lists have in common can be nothing at all. */
const allowedEmailDomains: Policy<readonly string[] | null> = {
  key: 'allowed-email-domains',
  section: 'Sign-in',
  title: 'Allowed e-mail domains',
  about:
    'People are invited and imported, and accept, only with an address at one of these. Users who are active already stay.',
  schema: z
    .array(domain)
    .min(1, 'Enter a domain.')
    .max(100, 'At most 100 domains.')
    .transform((list) => [...new Set(list)].sort()),
  control: { kind: 'lines', label: 'Domains', hint: 'One a line, like example.org. Subdomains are not included.' },
  initial: null,
  scope: 'workspace',
  combine: (organization, workspace) => {
    if (organization === null || workspace === null) return organization ?? workspace
    return organization.filter((one) => workspace.includes(one))
  },
  words: (value) => (value === null ? 'Any domain' : value.length === 0 ? 'No domain' : value.join(', ')),
}

/** INV-5 */
const localUsers: Policy<boolean> = {
  key: 'local-users',
  section: 'Sign-in',
  title: 'Local users',
  about:
    'People are invited and imported, and sign in with an account of this organization. Without, new users come from the identity provider alone.',
  schema: z.boolean(),
  control: { kind: 'either' },
  initial: true,
  scope: 'organization',
  combine: (organization) => organization,
  words: (value) => (value ? 'Allowed' : 'Identity provider only'),
}

const hours = (count: number) =>
  count % 24 === 0 ? `${count / 24} ${count === 24 ? 'day' : 'days'}` : `${count} ${count === 1 ? 'hour' : 'hours'}`

/** The most hours a session can live; its cookie lives as long, and the row behind it decides. */
export const longestSession = 90 * 24

/** In hours. */
const sessionLifetime: Policy<number> = {
  key: 'session-lifetime',
  section: 'Sign-in',
  title: 'Session lifetime',
  about: 'A browser is signed out this long after it signed in, whatever it did meanwhile.',
  schema: z.int('Enter a whole number.').min(1, 'At least an hour.').max(longestSession, 'At most 90 days.'),
  control: { kind: 'number', label: 'Hours', hint: 'From 1 hour to 2,160 hours, which are 90 days.' },
  initial: 336,
  scope: 'organization',
  combine: Math.min,
  words: hours,
}

/** SHR-3 */
const shareAcrossWorkspaces: Policy<boolean> = {
  key: 'share-across-workspaces',
  section: 'Sharing settings',
  title: 'Allow all users to share across workspaces',
  about: 'Opens sharing jobs and storage devices with other workspaces to everyone. Administrators can in any case.',
  schema: z.boolean(),
  control: { kind: 'either' },
  initial: false,
  scope: 'workspace',
  combine: (organization, workspace) => organization && workspace,
  words: (value) => (value ? 'Everyone' : 'Administrators only'),
}

/** FIL-10: in GiB; null is no limit. Of two limits the lower one holds. */
const quota = (of: Pick<Policy<number | null>, 'key' | 'title' | 'about'>): Policy<number | null> => ({
  ...of,
  section: 'Storage',
  schema: z.int('Enter a whole number.').min(1, 'At least 1 GiB.').max(1_000_000, 'At most 1,000,000 GiB.'),
  control: { kind: 'number', label: 'GiB', hint: 'From 1 to 1,000,000.' },
  initial: null,
  scope: 'workspace',
  combine: (organization, workspace) =>
    organization === null || workspace === null ? (organization ?? workspace) : Math.min(organization, workspace),
  words: (value) => (value === null ? 'No limit' : `${value.toLocaleString('en-GB')} GiB`),
})

const workspaceStorage = quota({
  key: 'workspace-storage',
  title: 'Storage of a workspace',
  about:
    'The most that the files of a workspace take, older versions and the trash included. What is over it already stays; nothing is added.',
})

const userStorage = quota({
  key: 'user-storage',
  title: 'Storage of a user',
  about:
    'The most that the files of one user take in a workspace, counted likewise. A file belongs to who uploaded it last.',
})

const days = (count: number) => `${count.toLocaleString('en-GB')} ${count === 1 ? 'day' : 'days'}`

/** POL-5: in days. */
const inDays = (
  of: Pick<Policy<number>, 'key' | 'title' | 'about' | 'initial' | 'scope' | 'bounds'>,
): Policy<number> => ({
  ...of,
  section: 'Trash and versions',
  schema: z.int('Enter a whole number.').min(1, 'At least a day.').max(3_650, 'At most 3,650 days.'),
  control: { kind: 'number', label: 'Days', hint: 'From 1 to 3,650.' },
  // Neither is stricter: a workspace has what it chooses, within the organization's bounds.
  combine: (_, workspace) => workspace,
  words: days,
})

const shortestTrashPeriod: Policy<number> = inDays({
  key: 'shortest-trash-period',
  title: 'Shortest trash period',
  about: 'The least that a workspace can choose.',
  initial: 1,
  scope: 'organization',
  bounds: (organization) => {
    const longest = chosenOf(longestTrashPeriod, organization) ?? longestTrashPeriod.initial
    return {
      within: (value) => Math.min(value, longest),
      words: `The longest trash period is ${days(longest)}. This one cannot be longer.`,
    }
  },
})

const longestTrashPeriod: Policy<number> = inDays({
  key: 'longest-trash-period',
  title: 'Longest trash period',
  about: 'The most that a workspace can choose.',
  initial: 365,
  scope: 'organization',
  bounds: (organization) => {
    const shortest = chosenOf(shortestTrashPeriod, organization) ?? shortestTrashPeriod.initial
    return {
      within: (value) => Math.max(value, shortest),
      words: `The shortest trash period is ${days(shortest)}. This one cannot be shorter.`,
    }
  },
})

/** FIL-8, FIL-9 */
const trashPeriod: Policy<number> = inDays({
  key: 'trash-period',
  title: 'Trash period',
  about:
    'So long what was deleted can be restored, and so long it is kept what a file was before it was replaced. A change holds for what is there already, 24 hours later at the earliest.',
  initial: 30,
  scope: 'workspace',
  bounds: (organization) => {
    const shortest = effective(shortestTrashPeriod, organization, null)
    const longest = effective(longestTrashPeriod, organization, null)
    return {
      within: (value) => Math.max(shortest, Math.min(longest, value)),
      words: `The organization has set that it is from ${days(shortest)} to ${days(longest)}.`,
    }
  },
})

/** Those that say together how long what was deleted or replaced is kept. */
export const trashPolicies = [trashPeriod, shortestTrashPeriod, longestTrashPeriod] as const

/** Every policy there is, in the order of the page. */
export const policies = {
  allowedEmailDomains,
  localUsers,
  sessionLifetime,
  shareAcrossWorkspaces,
  workspaceStorage,
  userStorage,
  trashPeriod,
  shortestTrashPeriod,
  longestTrashPeriod,
} as const

/** The values that hold in one place. */
export type Policies = {
  readonly [Name in keyof typeof policies]: (typeof policies)[Name]['initial']
}

/** Asks the same of every policy, in the order of the page, whatever the kind of its value. */
export const ofEachPolicy = <Answer>(ask: <Value>(policy: Policy<Value>) => Answer): readonly Answer[] => [
  ask(allowedEmailDomains),
  ask(localUsers),
  ask(sessionLifetime),
  ask(shareAcrossWorkspaces),
  ask(workspaceStorage),
  ask(userStorage),
  ask(trashPeriod),
  ask(shortestTrashPeriod),
  ask(longestTrashPeriod),
]

/** Asks it of the policy with this key. Throws where there is none. */
export function ofPolicy<Answer>(key: string, ask: <Value>(policy: Policy<Value>) => Answer): Answer {
  const [answer] = ofEachPolicy((policy) => (policy.key === key ? [ask(policy)] : [])).flat()
  if (answer === undefined) throw new Error(`There is no policy ${key}.`)
  return answer
}

/** POL-1: all values that hold in a workspace (null: the organization itself), by what both have chosen. */
export const effectivePolicies = (organization: Chosen, workspace: Chosen | null): Policies => ({
  allowedEmailDomains: effective(allowedEmailDomains, organization, workspace),
  localUsers: effective(localUsers, organization, workspace),
  sessionLifetime: effective(sessionLifetime, organization, workspace),
  shareAcrossWorkspaces: effective(shareAcrossWorkspaces, organization, workspace),
  workspaceStorage: effective(workspaceStorage, organization, workspace),
  userStorage: effective(userStorage, organization, workspace),
  trashPeriod: effective(trashPeriod, organization, workspace),
  shortestTrashPeriod: effective(shortestTrashPeriod, organization, workspace),
  longestTrashPeriod: effective(longestTrashPeriod, organization, workspace),
})
