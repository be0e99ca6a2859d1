import { listGroupChoices } from '@/lib/groups/choices'
import { ListGroupChoices } from '@/lib/groups/input'
import { readRoute } from '@/lib/read-route'

/** USR-1: groups that a user is in or could join, asked while somebody types. */
export const GET = readRoute(ListGroupChoices, async (actor, { user, q }) =>
  user === undefined ? null : listGroupChoices(actor, user, q),
)
