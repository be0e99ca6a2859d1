import { AskTrash } from '@/lib/files/input'
import { listTrash } from '@/lib/files/trash'
import { readRoute } from '@/lib/read-route'

/** FIL-8: the trash of a workspace, page by page. */
export const GET = readRoute(AskTrash, async (actor, { workspace, ...asked }) =>
  workspace === undefined ? null : listTrash(actor, workspace, asked),
)
