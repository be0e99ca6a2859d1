import { Activity, Gauge, ScrollText, SlidersHorizontal, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { OfferPage } from '@/components/frame/offer-page'
import { Shell } from '@/components/frame/shell'
import { groupsHref, invitationsHref, membersHref, policiesHref, workspaceHref } from '@/lib/portals/portals'
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
        {
          label: 'Teams',
          icon: <Users />,
          items: [
            { label: 'Members', href: membersHref(workspace.code) },
            { label: 'Invitations', href: invitationsHref(workspace.code) },
            { label: 'Groups', href: groupsHref(workspace.code) },
          ],
        },
        {
          label: 'Policies',
          icon: <SlidersHorizontal />,
          items: [{ label: 'Platform Settings', href: policiesHref(workspace.code) }],
        },
        { label: 'Operations in progress', icon: <Activity />, href: `${home}/operations` },
        { label: 'Audit log', icon: <ScrollText />, href: `${home}/audit` },
      ]}
    >
      {children}
    </Shell>
  )
}
