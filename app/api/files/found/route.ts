import { AskFound } from '@/lib/files/input'
import { listNodesFound } from '@/lib/files/search'
import { readRoute } from '@/lib/read-route'

/** What is called so in a workspace, page by page. */
export const GET = readRoute(AskFound, async (actor, { workspace, ...asked }) =>
  workspace === undefined ? null : listNodesFound(actor, workspace, asked),
)
