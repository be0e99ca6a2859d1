import { findLinkPreview } from '@/lib/partners/choices'
import { AskLink } from '@/lib/partners/input'
import { readRoute } from '@/lib/read-route'

/** PAR-2: what linking a user to a partner would end. */
export const GET = readRoute(AskLink, async (actor, { partner, user }) =>
  partner === undefined || user === undefined ? null : findLinkPreview(actor, partner, user),
)
