import { AskPreview } from '@/lib/folder-permissions/input'
import { previewPermission } from '@/lib/folder-permissions/queries'
import { readRoute } from '@/lib/read-route'

/** FIL-3: what giving, changing or taking a folder permission would add and take. */
export const GET = readRoute(AskPreview, async (actor, { ask }) => (ask ? previewPermission(actor, ask) : null))
