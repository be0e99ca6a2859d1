import { bringRoster } from '@/lib/rosters/changes'
import { mostBytes } from '@/lib/rosters/input'
import { uploadRoute } from '@/lib/upload-route'

/** INV-7: takes a roster to be checked. */
export const POST = uploadRoute(mostBytes, ({ name, bytes }) => bringRoster({ fileName: name, bytes }))
