import { readRoute } from '@/lib/read-route'
import { ListWorkspaces } from '@/lib/workspaces/input'
import { listWorkspaces } from '@/lib/workspaces/queries'

/** WSP-2, POR-2: workspaces in scope, 50 rows with verdicts, asked for as the page is. */
export const GET = readRoute(ListWorkspaces, listWorkspaces)
