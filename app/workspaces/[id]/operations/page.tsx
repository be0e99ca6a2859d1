import type { Metadata } from 'next'
import { OperationsPage } from '@/components/operations/operations-page'
import { workspaceHref } from '@/lib/portals/portals'
import { openWorkspacePortal } from '@/lib/portals/queries'
import type { SearchParams } from '@/lib/search-params'

export const metadata: Metadata = { title: 'Operations in progress' }

type PageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export default async function WorkspaceOperationsPage({ params, searchParams }: PageProps) {
  const opened = await openWorkspacePortal((await params).id)
  if (opened.isOffer) return null
  const { actor, workspace } = opened
  return (
    <OperationsPage
      actor={actor}
      about={`Background work that touches ${workspace.name}.`}
      basePath={`${workspaceHref(workspace.code)}/operations`}
      workspaceId={workspace.id}
      params={await searchParams}
    />
  )
}
