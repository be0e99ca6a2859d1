import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AccessPage } from '@/components/folder-permissions/access-page'
import { administrationOf } from '@/components/frame/shell'
import { SwitchOffer } from '@/components/frame/switch-offer'
import { openFolder } from '@/lib/files/open'
import { findFolderAccess } from '@/lib/folder-permissions/queries'
import type { SearchParams } from '@/lib/search-params'
import { requireActor } from '@/lib/session'

export const metadata: Metadata = { title: 'Access to a folder' }

type PageProps = { params: Promise<{ folder: string }>; searchParams: Promise<SearchParams> }

export default async function FolderAccessPage({ params, searchParams }: PageProps) {
  const actor = await requireActor()
  const opened = await openFolder(actor, (await params).folder)
  if (opened.isOffer)
    return (
      <SwitchOffer
        userId={opened.user.id}
        workspaceName={opened.user.workspace.name}
        administration={administrationOf(opened.user)}
        actingIn={actor.user.workspace.name}
      />
    )
  const folder = (await findFolderAccess(actor, opened.folder.id)) ?? notFound()
  return <AccessPage actor={actor} folder={folder} code={null} params={await searchParams} />
}
