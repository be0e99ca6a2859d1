import type { Offer } from '@/lib/portals/queries'
import { MemberShell } from './member-shell'
import { administrationOf } from './shell'
import { SwitchOffer } from './switch-offer'

/** SWI-9 as a page of one's own place, since the portal itself stays closed. */
export function OfferPage({ offer: { actor, user } }: { offer: Offer }) {
  return (
    <MemberShell actor={actor}>
      <SwitchOffer
        userId={user.id}
        workspaceName={user.workspace.name}
        administration={administrationOf(user)}
        actingIn={actor.user.workspace.name}
      />
    </MemberShell>
  )
}
