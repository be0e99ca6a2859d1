import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FolderPage } from '@/components/files/folder-page'
import { findNode, findPlaces } from '@/lib/files/queries'
import { openWorkspacePortal } from '@/lib/portals/queries'
import type { SearchParams } from '@/lib/search-params'

export const metadata: Metadata = { title: 'Files' }

type PageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export default async function WorkspaceFilesPage({ params, searchParams }: PageProps) {
  const opened = await openWorkspacePortal((await params).id)
  if (opened.isOffer) return null
  const { actor, workspace } = opened
  const { rootId } = await findPlaces(actor, workspace.id)
  const folder = rootId === null ? null : await findNode(actor, rootId)
  if (!folder) notFound()
  return <FolderPage actor={actor} workspace={workspace} isPortal folder={folder} params={await searchParams} />
}
