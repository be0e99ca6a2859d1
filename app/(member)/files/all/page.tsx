import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FolderPage } from '@/components/files/folder-page'
import { NothingGiven } from '@/components/partners/nothing-given'
import { findNode, findPlaces } from '@/lib/files/queries'
import type { SearchParams } from '@/lib/search-params'
import { requireActor } from '@/lib/session'

export const metadata: Metadata = { title: 'All files' }

/** FIL-5: all that the user sees of the workspace they act in, from its root on, or from that of their partner. */
export default async function AllFilesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor()
  const { workspace } = actor.user
  const { rootId } = await findPlaces(actor, workspace.id)
  const folder = rootId === null ? null : await findNode(actor, rootId)
  if (!folder && actor.user.partner) return <NothingGiven actor={actor} partnerName={actor.user.partner.name} />
  if (!folder) notFound()
  return <FolderPage actor={actor} workspace={workspace} isPortal={false} folder={folder} params={await searchParams} />
}
