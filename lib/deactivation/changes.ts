import 'server-only'
import { change } from '../change'
import { byWhom, placed } from '../notices/words'
import { tell } from '../notices/writes'
import { mayDeactivate, mayReactivate } from '../rules/users'
import { readUser } from '../users/facts'
import { DeactivateUser, ReactivateUser } from './input'
import { deactivatedNotice } from './notices'
import { lockOut, reactivate } from './writes'

/** DEA-8, DEA-10, DEL-3, DEL-6, SWI-4, SWI-5, WSP-10: from the next request on nobody acts as them. */
export const deactivateUser = change(
  DeactivateUser,
  async ({ actor, tx, permit, audit }, { userId, isWarned }) => {
    const user = await readUser(tx, actor, userId)
    permit(mayDeactivate(actor, user, { isWarned }))
    for (const record of await lockOut(tx, actor, user.workspaceId, [user])) audit('user.deactivated', record)
    await tell(tx, actor, [deactivatedNotice(actor, user)])
    return null
  },
  { lock: 'exclusive' },
)

/** DEA-9: brings the user back, not their roles or groups. */
export const reactivateUser = change(
  ReactivateUser,
  async ({ actor, tx, permit, audit }, { userId }) => {
    const user = await readUser(tx, actor, userId)
    permit(mayReactivate(actor, user))
    await reactivate(tx, actor, user)
    const { workspace } = user
    audit('user.reactivated', {
      target: { kind: 'user', id: user.id, label: user.email },
      workspace,
      before: { state: user.state },
      after: { state: 'active' },
    })
    await tell(tx, actor, [
      {
        accountId: user.accountId,
        event: 'user.reactivated',
        workspaceId: workspace.id,
        title: `Your user in ${workspace.name} is active again`,
        body: `${byWhom(actor, workspace.id)} reactivated your user in ${placed(workspace)}. Roles and groups did not come back; what you were given on folders yourself did. Your users are listed at the top right.`,
        path: '/',
      },
    ])
    return null
  },
  { lock: 'exclusive' },
)
