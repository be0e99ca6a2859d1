import type { ReactNode } from 'react'
import { OfferPage } from '@/components/frame/offer-page'
import { withIcons } from '@/components/frame/section-icons'
import { Shell } from '@/components/frame/shell'
import { workspaceSections } from '@/lib/portals/pages'
import { workspaceHref } from '@/lib/portals/portals'
import { openWorkspacePortal } from '@/lib/portals/queries'

type LayoutProps = { params: Promise<{ id: string }>; children: ReactNode }

export default async function WorkspaceLayout({ params, children }: LayoutProps) {
  const opened = await openWorkspacePortal((await params).id)
  if (opened.isOffer) return <OfferPage offer={opened} />
  const { actor, workspace } = opened
  return (
    <Shell
      actor={actor}
      portal={{ kind: 'workspace', name: workspace.name, workspaceId: workspace.code }}
      aside="What you change here holds in this workspace"
      navLabel="Workspace administration"
      operationsHref={`${workspaceHref(workspace.code)}/operations`}
      sections={withIcons(workspaceSections(workspace.code))}
    >
      {children}
    </Shell>
  )
}
