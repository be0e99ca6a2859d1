import { listDestinations } from '@/lib/files/destinations'
import { AskDestinations } from '@/lib/files/input'
import { readRoute } from '@/lib/read-route'

/** CPM-4, CPM-7: where things could be put, folder by folder. */
export const GET = readRoute(AskDestinations, async (actor, { folder, ...asked }) =>
  folder === undefined ? null : listDestinations(actor, folder, asked),
)
