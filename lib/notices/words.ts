import type { Actor } from '../rules/actor'
import type { Notice } from './writes'

type Place = { readonly id: string; readonly code: string; readonly name: string }

/** Who did it, as far as somebody of that workspace may know: a colleague there by name, others by what they are. */
export function byWhom(actor: Actor, workspaceId: string | null): string {
  if (actor.kind !== 'user') return 'Atrium'
  return actor.user.workspace.id === workspaceId ? actor.person.name : 'An Organization Admin'
}

/** A workspace by name and ID. */
export const placed = ({ name, code }: Place): string => `${name} (${code})`

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** A day in UTC, out of ISO 8601, as people write it. */
export const dayInWords = (day: string): string => days.format(new Date(day))

/** The roles of a user in words, where they carry any. */
export const rolesOf = (user: { readonly isOrganizationAdmin: boolean; readonly isWorkspaceAdmin: boolean }) =>
  [
    ...(user.isOrganizationAdmin ? ['Organization Admin'] : []),
    ...(user.isWorkspaceAdmin ? ['Workspace Admin'] : []),
  ].join(' and ')

const roles = {
  'organization-admin': { name: 'Organization Admin', what: 'the organization' },
  'workspace-admin': { name: 'Workspace Admin', what: 'the workspace' },
} as const

/** A role of a user, given by somebody or taken; `path` is the portal it opens. */
export function roleNotice(
  user: { readonly accountId: string; readonly workspace: Place },
  role: keyof typeof roles,
  { isGranted, by, path }: { readonly isGranted: boolean; readonly by: string; readonly path: string },
): Notice {
  const { accountId, workspace } = user
  const { name, what } = roles[role]
  const common = { accountId, workspaceId: workspace.id } as const
  return isGranted
    ? {
        ...common,
        event: 'user.role-granted',
        title: `You are ${name} in ${workspace.name} now`,
        body: `${by} gave you the role ${name}. You administer ${what} as your user in ${placed(workspace)}.`,
        path,
      }
    : {
        ...common,
        event: 'user.role-revoked',
        title: `You are no longer ${name} in ${workspace.name}`,
        body: `${by} took the role ${name} from your user in ${placed(workspace)}. The user itself stays as it is.`,
        path: '',
      }
}
