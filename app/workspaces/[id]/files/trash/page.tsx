import type { Metadata } from 'next'
import { TrashPage } from '@/components/files/trash-page'
import { openWorkspacePortal } from '@/lib/portals/queries'

export const metadata: Metadata = { title: 'Trash' }

export default async function WorkspaceTrashPage({ params }: { params: Promise<{ id: string }> }) {
  const opened = await openWorkspacePortal((await params).id)
  if (opened.isOffer) return null
  return <TrashPage actor={opened.actor} workspace={opened.workspace} />
}
