import type { Metadata } from 'next'
import { PoliciesPage } from '@/components/policies/policies-page'
import { openWorkspacePortal } from '@/lib/portals/queries'
import type { SearchParams } from '@/lib/search-params'

export const metadata: Metadata = { title: 'Platform Settings' }

type PageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export default async function WorkspacePoliciesPage({ params, searchParams }: PageProps) {
  const opened = await openWorkspacePortal((await params).id)
  if (opened.isOffer) return null
  return <PoliciesPage actor={opened.actor} workspace={opened.workspace} searchParams={await searchParams} />
}
