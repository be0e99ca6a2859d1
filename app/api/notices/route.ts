import { ListNotices } from '@/lib/notices/input'
import { listNotices } from '@/lib/notices/queries'
import { readRoute } from '@/lib/read-route'

/** USR-3: a page of what the person was told, for the bell and for lists that live. */
export const GET = readRoute(ListNotices, listNotices)
