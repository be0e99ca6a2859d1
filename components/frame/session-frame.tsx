'use client'

import type { ReactNode } from 'react'
import { signOut, switchUser } from '@/lib/sessions/actions'
import { useChange } from '../change/use-change'
import { PaletteButton } from '../palette/palette-button'
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
  /** Whether the browser runs on a machine of Apple's, whose keys are others. */
  isApple: boolean
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

  const actAsOrSay = async (userId: string, href: string) => {
    const result = await actAs(userId, href)
    if (!result.ok) toast(result.reason, { tone: 'bad' })
  }

  const leave = async () => {
    const result = await leaving.send({})
    if (result.ok || result.code === 'signed-out') window.location.assign('/sign-in')
    else toast(result.reason, { tone: 'bad' })
  }

  const { portal, isApple, ...frame } = props
  return (
    <Frame
      {...frame}
      portal={portal}
      homeHref="/"
      profileHref="/profile"
      onSwitch={(userId) => actAs(userId, '/')}
      onOpenPortal={async ({ switchTo, href }) => {
        if (switchTo !== undefined) await actAsOrSay(switchTo, href)
      }}
      onSignOut={leave}
      search={
        <PaletteButton
          from={portal?.kind === 'organization' ? 'organization' : portal?.workspaceId}
          isApple={isApple}
          onActAs={actAsOrSay}
          onSignOut={leave}
        />
      }
    />
  )
}
