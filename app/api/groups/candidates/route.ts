import { ListCandidates } from '@/lib/groups/input'
import { listCandidates } from '@/lib/groups/members'
import { readRoute } from '@/lib/read-route'

/** GRP-1: whom a group could take in, asked while somebody types. */
export const GET = readRoute(ListCandidates, async (actor, { group, q }) =>
  group === undefined ? null : listCandidates(actor, group, q),
)
