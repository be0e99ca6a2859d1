import type { Actor } from '../rules/actor'
import {
  mayGrantOrganizationAdmin,
  mayGrantWorkspaceAdmin,
  mayRevokeOrganizationAdmin,
  mayRevokeWorkspaceAdmin,
  type UserFacts,
} from '../rules/users'
import type { Verdict } from '../rules/verdict'
import type { SetRolesInput } from './input'

/** What is wished for the users chosen. */
export type RoleWish = Pick<SetRolesInput, 'role' | 'isGranted' | 'isWarned'>

/** The verdict on one user. */
function mayGive(actor: Actor, user: UserFacts, { role, isGranted, isWarned }: RoleWish): Verdict {
  if (role === 'organization-admin')
    return isGranted ? mayGrantOrganizationAdmin(actor, user) : mayRevokeOrganizationAdmin(actor, user)
  return isGranted ? mayGrantWorkspaceAdmin(actor, user) : mayRevokeWorkspaceAdmin(actor, user, { isWarned })
}

/**
 * DEL-1, DEL-3, WSP-10: what would come of each, one after the other: those before count as done, so that the last one
 * stays. The same for the dry run and for the change.
 */
export function planRoles<User extends UserFacts>(actor: Actor, users: readonly User[], wish: RoleWish) {
  let takenOfOrganization = 0
  const takenOf = new Map<string, number>()
  return users.map((user) => {
    const taken = takenOf.get(user.workspaceId) ?? 0
    const verdict = mayGive(
      actor,
      {
        ...user,
        otherOrganizationAdmins: user.otherOrganizationAdmins - takenOfOrganization,
        otherWorkspaceAdmins: user.otherWorkspaceAdmins - taken,
      },
      wish,
    )
    // Counts are of active users: whoever is locked was not among them.
    if (verdict.ok && !wish.isGranted && user.state === 'active') {
      if (wish.role === 'organization-admin') takenOfOrganization++
      else takenOf.set(user.workspaceId, taken + 1)
    }
    return { user, verdict }
  })
}

/** A user and what would come, or came, of them. */
export type RoleLine<User> = { readonly user: User; readonly verdict: Verdict }

type Named = UserFacts & {
  readonly name: string
  readonly email: string
  readonly workspace: { readonly name: string }
}

// More lines than that nobody reads; the numbers above them count all.
const mostLines = 200

/** Numbers, and a line each for the first 200: the actor's own first, then those refused, then those changed. */
export function reportOf(actor: Actor, lines: readonly RoleLine<Named>[]) {
  const isActor = (user: Named) => actor.kind === 'user' && actor.user.id === user.id
  const own = lines.filter((line) => isActor(line.user))
  const refused = lines.filter((line) => !line.verdict.ok)
  const changed = lines.filter((line) => line.verdict.ok)
  return {
    changed: changed.length,
    refused: refused.length,
    /** Of the refused, those only because somebody has to know first that a workspace is left without one (WSP-10). */
    unwarned: refused.filter(({ verdict }) => !verdict.ok && verdict.code === 'leaves-no-workspace-admin').length,
    lines: [...new Set([...own, ...refused, ...changed])].slice(0, mostLines).map(({ user, verdict }) => ({
      userId: user.id,
      isActor: isActor(user),
      name: user.name,
      email: user.email,
      workspaceName: user.workspace.name,
      reason: verdict.ok ? null : verdict.reason,
    })),
  }
}
export type RoleReport = ReturnType<typeof reportOf>
