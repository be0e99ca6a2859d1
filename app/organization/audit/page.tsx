import type { Metadata } from 'next'
import { AuditLog } from '@/components/audit/audit-log'
import { openOrganizationPortal } from '@/lib/portals/queries'
import type { SearchParams } from '@/lib/search-params'

export const metadata: Metadata = { title: 'Audit log' }

export default async function OrganizationAuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const opened = await openOrganizationPortal()
  if (opened.isOffer) return null
  return (
    <AuditLog actor={opened.actor} workspace={null} searchParams={await searchParams} basePath="/organization/audit" />
  )
}
