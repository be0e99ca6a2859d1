import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FolderPage } from '@/components/files/folder-page'
import { findFolderIn } from '@/lib/files/queries'
import { openWorkspacePortal } from '@/lib/portals/queries'
import type { SearchParams } from '@/lib/search-params'

export const metadata: Metadata = { title: 'Files' }

type PageProps = { params: Promise<{ id: string; folder: string }>; searchParams: Promise<SearchParams> }

export default async function WorkspaceFolderPage({ params, searchParams }: PageProps) {
  const { id, folder: folderId } = await params
  const opened = await openWorkspacePortal(id)
  if (opened.isOffer) return null
  const { actor, workspace } = opened
  const folder = await findFolderIn(actor, workspace.id, folderId)
  if (!folder) notFound()
  return <FolderPage actor={actor} workspace={workspace} isPortal folder={folder} params={await searchParams} />
}
