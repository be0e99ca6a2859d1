import { CountUnread } from '@/lib/notices/input'
import { readRoute } from '@/lib/read-route'

/** USR-3: how many notices the person has not read, up to 100. */
export const GET = readRoute(CountUnread, async (actor) => ({ unread: actor.unreadNotices }))
