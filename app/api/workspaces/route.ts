import { readRoute } from '@/lib/read-route'
import { mayListWorkspaces } from '@/lib/rules/workspaces'
import { ListWorkspaces } from '@/lib/workspaces/input'
import { listWorkspaces } from '@/lib/workspaces/queries'

/** WSP-2, POR-2: workspaces, 50 rows with verdicts, asked for as the organization portal is; for others not found. */
export const GET = readRoute(ListWorkspaces, async (actor, input) =>
  mayListWorkspaces(actor).ok ? listWorkspaces(actor, input) : null,
)
