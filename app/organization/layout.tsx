import type { ReactNode } from 'react'
import { OfferPage } from '@/components/frame/offer-page'
import { withIcons } from '@/components/frame/section-icons'
import { Shell } from '@/components/frame/shell'
import { organizationSections } from '@/lib/portals/pages'
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
      sections={withIcons(organizationSections(workspaces, !settings().smtpUrl))}
    >
      {children}
    </Shell>
  )
}
