import { readRoute } from '@/lib/read-route'
import { mayListUsers } from '@/lib/rules/users'
import { ListUsers } from '@/lib/users/input'
import { listUsers } from '@/lib/users/queries'

/** DEL-1, section 2: users, 50 rows with verdicts: of the organization, or those of the workspace the actor runs. */
export const GET = readRoute(ListUsers, async (actor, input) => {
  const { id, code } = actor.user.workspace
  return mayListUsers(actor, input.workspace === code ? id : null).ok ? listUsers(actor, input) : null
})
