import type { Metadata } from 'next'
import { FolderPage } from '@/components/files/folder-page'
import { administrationOf } from '@/components/frame/shell'
import { SwitchOffer } from '@/components/frame/switch-offer'
import { openFolder } from '@/lib/files/open'
import type { SearchParams } from '@/lib/search-params'
import { requireActor } from '@/lib/session'

export const metadata: Metadata = { title: 'Files' }

type PageProps = { params: Promise<{ folder: string }>; searchParams: Promise<SearchParams> }

export default async function FilesPage({ params, searchParams }: PageProps) {
  const actor = await requireActor()
  const opened = await openFolder(actor, (await params).folder)
  const { workspace } = actor.user
  if (opened.isOffer) {
    const { id, workspace: theirs } = opened.user
    return (
      <SwitchOffer
        userId={id}
        workspaceName={theirs.name}
        administration={administrationOf(opened.user)}
        actingIn={workspace.name}
      />
    )
  }
  return (
    <FolderPage
      actor={actor}
      workspace={workspace}
      isPortal={false}
      folder={opened.folder}
      params={await searchParams}
    />
  )
}
