import { listLinkable } from '@/lib/partners/choices'
import { ListLinkable } from '@/lib/partners/input'
import { readRoute } from '@/lib/read-route'

/** PAR-2: who could be linked to a partner, and why others could not. */
export const GET = readRoute(ListLinkable, async (actor, { partner, q }) =>
  partner === undefined ? null : listLinkable(actor, partner, q),
)
