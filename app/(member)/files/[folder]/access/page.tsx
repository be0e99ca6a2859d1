import type { Metadata } from 'next'
import { AccessPage } from '@/components/folder-permissions/access-page'
import type { SearchParams } from '@/lib/search-params'
import { requireActor } from '@/lib/session'

export const metadata: Metadata = { title: 'Access to a folder' }

type PageProps = { params: Promise<{ folder: string }>; searchParams: Promise<SearchParams> }

export default async function FolderAccessPage({ params, searchParams }: PageProps) {
  const actor = await requireActor()
  const { folder } = await params
  const { id: workspaceId } = actor.user.workspace
  return (
    <AccessPage actor={actor} workspaceId={workspaceId} folderId={folder} code={null} params={await searchParams} />
  )
}
