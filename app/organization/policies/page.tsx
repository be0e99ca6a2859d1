import type { Metadata } from 'next'
import { PoliciesPage } from '@/components/policies/policies-page'
import { openOrganizationPortal } from '@/lib/portals/queries'
import type { SearchParams } from '@/lib/search-params'

export const metadata: Metadata = { title: 'Platform Settings' }

export default async function OrganizationPoliciesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const opened = await openOrganizationPortal()
  if (opened.isOffer) return null
  return <PoliciesPage actor={opened.actor} workspace={null} searchParams={await searchParams} />
}
