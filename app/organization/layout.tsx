import { Activity, Gauge, Mail, ScrollText, Shield, SlidersHorizontal, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { OfferPage } from '@/components/frame/offer-page'
import { Shell } from '@/components/frame/shell'
import { membersHref, policiesHref } from '@/lib/portals/portals'
import { openOrganizationPortal } from '@/lib/portals/queries'
import { settings } from '@/lib/settings'

const words = (count: number) => (count === 1 ? 'its one workspace' : `all ${count.toLocaleString('en')} workspaces`)

export default async function OrganizationLayout({ children }: { children: ReactNode }) {
  const opened = await openOrganizationPortal()
  if (opened.isOffer) return <OfferPage offer={opened} />
  const { actor } = opened
  const { name, workspaces } = actor.organization
  return (
    <Shell
      actor={actor}
      portal={{ kind: 'organization', name }}
      aside={`What you change here holds in ${words(workspaces)}`}
      navLabel="Organization administration"
      operationsHref="/organization/operations"
      sections={[
        { label: 'Overview', icon: <Gauge />, href: '/organization' },
        {
          label: 'Teams',
          icon: <Users />,
          items: [
            { label: 'Workspaces', href: '/organization/workspaces', count: workspaces },
            { label: 'Members', href: membersHref(null) },
          ],
        },
        {
          label: 'Policies',
          icon: <SlidersHorizontal />,
          items: [{ label: 'Platform Settings', href: policiesHref(null) }],
        },
        {
          label: 'Security',
          icon: <Shield />,
          items: [
            { label: 'Sign-ins', href: '/organization/sign-ins' },
            { label: 'Sessions', href: '/organization/sessions' },
          ],
        },
        { label: 'Operations in progress', icon: <Activity />, href: '/organization/operations' },
        { label: 'Audit log', icon: <ScrollText />, href: '/organization/audit' },
        ...(settings().smtpUrl ? [] : [{ label: 'Kept mail', icon: <Mail />, href: '/organization/mail' }]),
      ]}
    >
      {children}
    </Shell>
  )
}
