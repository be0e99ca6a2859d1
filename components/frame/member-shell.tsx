import { Activity, Bell, House, UserRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { noticesHref, profileHref } from '@/lib/portals/portals'
import type { UserActor } from '@/lib/rules/actor'
import { Shell } from './shell'

/** The member's own place: no portal, no banner. */
export function MemberShell({ actor, children }: { actor: UserActor; children: ReactNode }) {
  return (
    <Shell
      actor={actor}
      navLabel="My work"
      operationsHref="/operations"
      sections={[
        { label: 'Home', icon: <House />, href: '/' },
        { label: 'Operations in progress', icon: <Activity />, href: '/operations' },
        { label: 'Notices', icon: <Bell />, href: noticesHref },
        { label: 'Profile', icon: <UserRound />, href: profileHref },
      ]}
    >
      {children}
    </Shell>
  )
}
