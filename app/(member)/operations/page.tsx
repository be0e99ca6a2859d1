import type { Metadata } from 'next'
import { OperationsPage } from '@/components/operations/operations-page'
import type { SearchParams } from '@/lib/search-params'
import { requireActor } from '@/lib/session'

export const metadata: Metadata = { title: 'Operations in progress' }

export default async function MemberOperationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return (
    <OperationsPage
      actor={await requireActor()}
      about="Background work you started, while it goes on and after it ended."
      basePath="/operations"
      params={await searchParams}
    />
  )
}
