import { ListEntries } from '@/lib/palette/input'
import { listEntries } from '@/lib/palette/queries'
import { readRoute } from '@/lib/read-route'

/** POR-4, section 2: what the palette offers before anything is typed, and narrows by itself, with verdicts. */
export const GET = readRoute(ListEntries, listEntries)
