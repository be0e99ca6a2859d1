import type { Metadata } from 'next'
import { AccessPage } from '@/components/folder-permissions/access-page'
import { openFolderAccess } from '@/lib/folder-permissions/open'
import { openWorkspacePortal } from '@/lib/portals/queries'
import type { SearchParams } from '@/lib/search-params'

export const metadata: Metadata = { title: 'Access to a folder' }

type PageProps = { params: Promise<{ id: string; folder: string }>; searchParams: Promise<SearchParams> }

export default async function FolderAccessPage({ params, searchParams }: PageProps) {
  const { id, folder: folderId } = await params
  const opened = await openWorkspacePortal(id)
  if (opened.isOffer) return null
  const { actor, workspace } = opened
  const folder = await openFolderAccess(actor, workspace.id, folderId)
  return <AccessPage actor={actor} folder={folder} code={workspace.code} params={await searchParams} />
}
