import { ListFound } from '@/lib/palette/input'
import { listFound } from '@/lib/palette/queries'
import { readRoute } from '@/lib/read-route'

/** POR-4, SEC-4: workspaces and people that have this in their name, ID or address, at most six of a kind. */
export const GET = readRoute(ListFound, listFound)
