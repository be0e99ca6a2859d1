import { notFound } from 'next/navigation'
import { listTrash } from '@/lib/files/trash'
import type { UserActor } from '@/lib/rules/actor'
import { Page } from '../frame/page'
import { TrashDesk } from './trash-desk'

type TrashPageProps = { actor: UserActor; workspace: { readonly id: string; readonly name: string } }

/** FIL-8: what was deleted in a workspace and this user may put back. */
export async function TrashPage({ actor, workspace }: TrashPageProps) {
  const first = await listTrash(actor, workspace.id, {})
  if (!first) notFound()
  return (
    <Page
      actor={actor}
      title="Trash"
      about={`What was deleted from the files of ${workspace.name}, the latest first. Restored, it is where it was.`}
    >
      <TrashDesk first={first} workspaceId={workspace.id} />
    </Page>
  )
}
