import type { Metadata } from 'next'
import { AuditLog } from '@/components/audit/audit-log'
import { workspaceHref } from '@/lib/portals/portals'
import { openWorkspacePortal } from '@/lib/portals/queries'
import type { SearchParams } from '@/lib/search-params'

export const metadata: Metadata = { title: 'Audit log' }

type PageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export default async function WorkspaceAuditPage({ params, searchParams }: PageProps) {
  const opened = await openWorkspacePortal((await params).id)
  if (opened.isOffer) return null
  const { actor, workspace } = opened
  return (
    <AuditLog
      actor={actor}
      workspace={workspace}
      searchParams={await searchParams}
      basePath={`${workspaceHref(workspace.code)}/audit`}
    />
  )
}
