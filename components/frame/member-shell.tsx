import type { ReactNode } from 'react'
import { ownSections } from '@/lib/portals/pages'
import type { UserActor } from '@/lib/rules/actor'
import { withIcons } from './section-icons'
import { Shell } from './shell'

/** The member's own place: no portal, no banner. */
export function MemberShell({ actor, children }: { actor: UserActor; children: ReactNode }) {
  return (
    <Shell
      actor={actor}
      navLabel="My work"
      operationsHref="/operations"
      sections={withIcons(ownSections(actor.user.partner))}
    >
      {children}
    </Shell>
  )
}
