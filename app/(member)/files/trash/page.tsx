import type { Metadata } from 'next'
import { TrashPage } from '@/components/files/trash-page'
import { requireActor } from '@/lib/session'

export const metadata: Metadata = { title: 'Trash' }

export default async function OwnTrashPage() {
  const actor = await requireActor()
  return <TrashPage actor={actor} workspace={actor.user.workspace} />
}
