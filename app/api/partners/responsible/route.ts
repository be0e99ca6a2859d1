import { listResponsible } from '@/lib/partners/choices'
import { ListResponsible } from '@/lib/partners/input'
import { readRoute } from '@/lib/read-route'

/** PAR-1: who could be responsible for a partner of a workspace. */
export const GET = readRoute(ListResponsible, async (actor, { workspace, q }) =>
  workspace === undefined ? null : listResponsible(actor, workspace, q),
)
