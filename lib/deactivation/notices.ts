import { byWhom, placed, rolesOf } from '../notices/words'
import type { Notice } from '../notices/writes'
import type { Actor } from '../rules/actor'
import type { ReadUser } from '../users/facts'

/** USR-3 */
export function deactivatedNotice(actor: Actor, user: ReadUser): Notice {
  const { accountId, workspace } = user
  const roles = rolesOf(user)
  const end = roles === '' ? '' : ` You are no longer ${roles} there.`
  const help = `If you still need it, ask an administrator of ${workspace.name}.`
  return {
    accountId,
    event: 'user.deactivated',
    workspaceId: workspace.id,
    title: `Your user in ${workspace.name} was deactivated`,
    body: `${byWhom(actor, workspace.id)} deactivated your user in ${placed(workspace)}: you can no longer act as it.${end} ${help}`,
    path: '',
  }
}
