import { ListRoots } from '@/lib/partners/input'
import { listRoots } from '@/lib/partners/roots'
import { readRoute } from '@/lib/read-route'

/** PAR-1: folders that could be a partner's root, and why others could not, folder by folder. */
export const GET = readRoute(ListRoots, async (actor, { folder, after }) =>
  folder === undefined ? null : listRoots(actor, folder, after),
)
