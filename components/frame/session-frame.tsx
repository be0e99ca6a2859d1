'use client'

import type { ReactNode } from 'react'
import { signOut, switchUser } from '@/lib/sessions/actions'
import { useChange } from '../change/use-change'
import { toast } from '../ui/toast'
import type { OpenPortal } from './banner'
import { Frame } from './frame'
import type { PortalEntry } from './portal-entry'
import type { NavSection } from './side-nav'
import type { UserEntry } from './user-entry'

type SessionFrameProps = {
  portal?: OpenPortal
  aside?: string
  navLabel: string
  sections: readonly NavSection[]
  operations: { count: number; href: string }
  notices: { count: number; href: string }
  portals: readonly PortalEntry[]
  /** Where the portal menu reads the workspaces of an Organization Admin. */
  workspacesFrom?: string
  person: { name: string; email: string }
  users: readonly UserEntry[]
  children: ReactNode
}

/** The frame of somebody signed in: switching, signing out and opening portals. */
export function SessionFrame(props: SessionFrameProps) {
  const switching = useChange(switchUser)
  const leaving = useChange(signOut)

  // Another user sees another product: the page is loaded anew, so that nothing of the old one stays.
  const actAs = async (userId: string, href: string) => {
    const result = await switching.send({ userId })
    if (result.ok) window.location.assign(href)
    return result
  }

  return (
    <Frame
      {...props}
      homeHref="/"
      profileHref="/profile"
      onSwitch={(userId) => actAs(userId, '/')}
      onOpenPortal={async (entry) => {
        if (entry.switchTo === undefined) return
        const result = await actAs(entry.switchTo, entry.href)
        if (!result.ok) toast(result.reason, { tone: 'bad' })
      }}
      onSignOut={async () => {
        const result = await leaving.send({})
        if (result.ok || result.code === 'signed-out') window.location.assign('/sign-in')
        else toast(result.reason, { tone: 'bad' })
      }}
    />
  )
}
