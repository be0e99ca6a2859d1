import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AccessPage } from '@/components/folder-permissions/access-page'
import { findFolderAccess } from '@/lib/folder-permissions/queries'
import { openWorkspacePortal } from '@/lib/portals/queries'
import type { SearchParams } from '@/lib/search-params'

export const metadata: Metadata = { title: 'Access to a folder' }

type PageProps = { params: Promise<{ id: string; folder: string }>; searchParams: Promise<SearchParams> }

export default async function FolderAccessPage({ params, searchParams }: PageProps) {
  const { id, folder: folderId } = await params
  const opened = await openWorkspacePortal(id)
  if (opened.isOffer) return null
  const { actor, workspace } = opened
  const folder = await findFolderAccess(actor, folderId)
  if (folder?.workspace.id !== workspace.id) notFound()
  return <AccessPage actor={actor} folder={folder} code={workspace.code} params={await searchParams} />
}
