import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { FolderPage } from '@/components/files/folder-page'
import { findNode, findPlaces } from '@/lib/files/queries'
import { allFilesHref } from '@/lib/portals/portals'
import type { SearchParams } from '@/lib/search-params'
import { requireActor } from '@/lib/session'

export const metadata: Metadata = { title: 'My files' }

/** FIL-11: the user's home folder. */
export default async function MyFilesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor()
  const { workspace } = actor.user
  const { homeId } = await findPlaces(actor, workspace.id)
  if (homeId === null) redirect(allFilesHref(null))
  const folder = await findNode(actor, homeId)
  if (!folder) notFound()
  return <FolderPage actor={actor} workspace={workspace} isPortal={false} folder={folder} params={await searchParams} />
}
