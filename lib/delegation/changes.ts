import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { change } from '../change'
import { notFound, Refused } from '../change/failures'
import { byWhom, roleNotice } from '../notices/words'
import { tell } from '../notices/writes'
import { organizationHref, workspaceHref } from '../portals/portals'
import type { Actor } from '../rules/actor'
import { someOf } from '../rules/verdict'
import type { ReadUser } from '../users/facts'
import { readChosen, tooMany } from './facts'
import { SetRoles, type SetRolesInput } from './input'
import { planRoles, reportOf } from './plan'

const columnOf = { 'organization-admin': 'isOrganizationAdmin', 'workspace-admin': 'isWorkspaceAdmin' } as const

/** USR-3 */
const noticeOf = (actor: Actor, user: ReadUser, { role, isGranted }: SetRolesInput) =>
  roleNotice(user, role, {
    isGranted,
    by: byWhom(actor, user.workspaceId),
    path: role === 'organization-admin' ? organizationHref : workspaceHref(user.workspace.code),
  })

/**
 * DEL-1 to DEL-5, WSP-10: gives or takes a role of each user chosen, one after the other; whoever it is refused for
 * stays as they are. Answers a line for each; refused as a whole when it is refused for all.
 */
export const setRoles = change(
  SetRoles,
  async ({ actor, tx, permit, audit }, input) => {
    const { users: chosen, isTooMany } = await readChosen(tx, actor, input.chosen)
    if (isTooMany) throw new Refused(tooMany)
    const lines = planRoles(actor, chosen, input)
    if (lines.length === 0) throw notFound()
    permit(someOf(lines.map((line) => line.verdict)))
    const changed = lines.filter((line) => line.verdict.ok).map((line) => line.user)
    const column = columnOf[input.role]
    await tx
      .update(users)
      .set({ [column]: input.isGranted })
      .where(
        and(
          eq(users.organizationId, actor.organization.id),
          inArray(
            users.id,
            changed.map((user) => user.id),
          ),
        ),
      )
    for (const user of changed)
      audit(input.isGranted ? 'user.role-granted' : 'user.role-revoked', {
        target: { kind: 'user', id: user.id, label: user.email },
        workspace: user.workspace,
        before: { [column]: user[column] },
        after: { [column]: input.isGranted },
      })
    await tell(
      tx,
      actor,
      changed.map((user) => noticeOf(actor, user, input)),
    )
    return reportOf(actor, lines)
  },
  { lock: 'exclusive' },
)
