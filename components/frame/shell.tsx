import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { noticesHref, portalsOf } from '@/lib/portals/portals'
import type { OwnUser, UserActor } from '@/lib/rules/actor'
import { DrawnFor } from '../change/drawn-for'
import { UploadTray } from '../uploads/upload-tray'
import type { OpenPortal } from './banner'
import { SessionFrame } from './session-frame'
import type { NavSection } from './side-nav'

/** What a user administers, in the words of the screen. */
export const administrationOf = (user: Pick<OwnUser, 'isOrganizationAdmin' | 'isWorkspaceAdmin'>) =>
  user.isOrganizationAdmin ? 'Organization Admin' : user.isWorkspaceAdmin ? 'Workspace Admin' : 'No administration'

type ShellProps = {
  actor: UserActor
  portal?: OpenPortal
  aside?: string
  navLabel: string
  sections: readonly NavSection[]
  operationsHref: string
  children: ReactNode
}

/** The frame filled for who acts in this request. */
export async function Shell({ actor, portal, aside, navLabel, sections, operationsHref, children }: ShellProps) {
  const { own, others } = portalsOf(actor)
  const isApple = /Mac|iPhone|iPad/.test((await headers()).get('user-agent') ?? '')
  const isOpen = (kind: string, code: string | null) =>
    portal !== undefined && portal.kind === kind && (kind === 'organization' || portal.workspaceId === code)
  return (
    <DrawnFor userId={actor.user.id} workspaceId={actor.user.workspace.id}>
      <SessionFrame
        portal={portal}
        aside={aside}
        navLabel={navLabel}
        sections={sections}
        operations={{ count: actor.openOperations, href: operationsHref }}
        notices={{ count: actor.unreadNotices, href: noticesHref }}
        portals={[...own, ...others].map((entry) => ({
          kind: entry.kind,
          name: entry.name,
          workspaceId: entry.code ?? undefined,
          href: entry.href,
          isOpen: entry.switchTo === null && isOpen(entry.kind, entry.code),
          switchTo: entry.switchTo ?? undefined,
        }))}
        workspacesFrom={actor.isOrganizationAdmin && actor.organization.workspaces > 1 ? '/api/workspaces' : undefined}
        person={{ name: actor.person.name, email: actor.person.email }}
        users={actor.users.map((user) => ({
          userId: user.id,
          workspaceName: user.workspace.name,
          workspaceId: user.workspace.code,
          administration: administrationOf(user),
          isActing: user.id === actor.user.id,
          isSignIn: user.id === actor.person.signInUserId,
        }))}
        isApple={isApple}
      >
        {children}
      </SessionFrame>
      <UploadTray userId={actor.user.id} />
    </DrawnFor>
  )
}
