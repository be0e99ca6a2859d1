import { AskFolder } from '@/lib/files/input'
import { listFolder } from '@/lib/files/queries'
import { readRoute } from '@/lib/read-route'

// Whoever scrolls through a hundred thousand asks two hundred times.
const size = 500

/** FIL-3: what is in a folder, page by page as somebody goes on. */
export const GET = readRoute(AskFolder, async (actor, { folder, ...asked }) =>
  folder === undefined ? null : listFolder(actor, folder, asked, size),
)
