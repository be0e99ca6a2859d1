import { askRoute } from '@/lib/read-route'
import { ListTaken } from '@/lib/uploads/input'
import { listTaken } from '@/lib/uploads/queries'

/** FIL-6: which names about to be uploaded are there already. */
export const POST = askRoute(ListTaken, listTaken)
