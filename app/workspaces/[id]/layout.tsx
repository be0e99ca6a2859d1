import { Activity, Gauge, ScrollText } from 'lucide-react'
import type { ReactNode } from 'react'
import { OfferPage } from '@/components/frame/offer-page'
import { Shell } from '@/components/frame/shell'
import { workspaceHref } from '@/lib/portals/portals'
import { openWorkspacePortal } from '@/lib/portals/queries'

type LayoutProps = { params: Promise<{ id: string }>; children: ReactNode }

export default async function WorkspaceLayout({ params, children }: LayoutProps) {
  const opened = await openWorkspacePortal((await params).id)
  if (opened.isOffer) return <OfferPage offer={opened} />
  const { actor, workspace } = opened
  const home = workspaceHref(workspace.code)
  return (
    <Shell
      actor={actor}
      portal={{ kind: 'workspace', name: workspace.name, workspaceId: workspace.code }}
      aside="What you change here holds in this workspace"
      navLabel="Workspace administration"
      operationsHref={`${home}/operations`}
      sections={[
        { label: 'Overview', icon: <Gauge />, href: home },
        { label: 'Operations in progress', icon: <Activity />, href: `${home}/operations` },
        { label: 'Audit log', icon: <ScrollText />, href: `${home}/audit` },
      ]}
    >
      {children}
    </Shell>
  )
}
