import type { Metadata } from 'next'
import { OperationsPage } from '@/components/operations/operations-page'
import { openOrganizationPortal } from '@/lib/portals/queries'
import type { SearchParams } from '@/lib/search-params'

export const metadata: Metadata = { title: 'Operations in progress' }

export default async function OrganizationOperationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const opened = await openOrganizationPortal()
  if (opened.isOffer) return null
  return (
    <OperationsPage
      actor={opened.actor}
      about="Background work in all workspaces, while it goes on and after it ended."
      basePath="/organization/operations"
      params={await searchParams}
    />
  )
}
