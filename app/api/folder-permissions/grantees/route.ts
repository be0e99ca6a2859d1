import { listGrantees } from '@/lib/folder-permissions/grantees'
import { ListGrantees } from '@/lib/folder-permissions/input'
import { readRoute } from '@/lib/read-route'

/** FIL-2: whom a permission on a folder could be given to, asked while somebody types. */
export const GET = readRoute(ListGrantees, async (actor, { folder, q }) =>
  folder === undefined ? null : listGrantees(actor, folder, q),
)
