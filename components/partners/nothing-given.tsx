import type { UserActor } from '@/lib/rules/actor'
import { Page } from '../frame/page'
import { EmptyState } from '../ui/empty-state'

/** A partner user whose partner has no permission yet, or none any more. */
export const NothingGiven = ({ actor, partnerName }: { actor: UserActor; partnerName: string }) => (
  <Page actor={actor} title={`Files of ${partnerName}`}>
    <EmptyState kind="not-for-you" title={`Nothing has been given to ${partnerName} yet`}>
      Ask whom you work with in {actor.user.workspace.name}: its administrators decide what {partnerName} sees here.
    </EmptyState>
  </Page>
)
