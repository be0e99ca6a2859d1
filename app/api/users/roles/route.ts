import { PreviewRoles } from '@/lib/delegation/input'
import { previewRoles } from '@/lib/delegation/queries'
import { readRoute } from '@/lib/read-route'

/** DEL-1: what giving or taking a role would do to each of many users. */
export const GET = readRoute(PreviewRoles, (actor, { ask }) => (ask ? previewRoles(actor, ask) : Promise.resolve(null)))
