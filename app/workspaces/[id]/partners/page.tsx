import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { Page } from '@/components/frame/page'
import { DeletePartner, EditPartner, NewPartner } from '@/components/partners/panels'
import { PartnerTable } from '@/components/partners/partner-table'
import { LinkButton } from '@/components/ui/link-button'
import { SearchBox } from '@/components/ui/search-box'
import { queryHref } from '@/components/ui/table-query'
import { findPlaces } from '@/lib/files/queries'
import { ListPartners } from '@/lib/partners/input'
import { findPartner, listPartners } from '@/lib/partners/queries'
import { openWorkspacePortal } from '@/lib/portals/queries'
import type { UserActor } from '@/lib/rules/actor'
import { mayCreatePartner } from '@/lib/rules/partners'
import { readSearch, type SearchParams } from '@/lib/search-params'
import type { Workspace } from '@/lib/workspaces/queries'

export const metadata: Metadata = { title: 'Partners' }

type PageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

type PanelProps = { actor: UserActor; workspace: Workspace; params: SearchParams; closeHref: string }

/** The dialog the address asks for. */
async function OpenPanel({ actor, workspace, params, closeHref }: PanelProps) {
  if (params.new !== undefined) {
    const { rootId } = await findPlaces(actor, workspace.id)
    const isColleague = actor.user.workspace.id === workspace.id
    const { name, email } = actor.person
    return (
      <NewPartner
        workspace={workspace}
        rootId={rootId ?? ''}
        responsible={isColleague ? { id: actor.user.id, name, email } : undefined}
        mayCreate={mayCreatePartner(actor, workspace.id)}
        closeHref={closeHref}
      />
    )
  }
  const id = [params.edit, params.delete].find((value) => typeof value === 'string')
  const partner = typeof id === 'string' ? await findPartner(actor, workspace.code, id) : null
  if (!partner) return null
  if (params.edit !== undefined) return <EditPartner key={partner.id} partner={partner} closeHref={closeHref} />
  return <DeletePartner key={partner.id} partner={partner} closeHref={closeHref} doneHref={closeHref} />
}

export default async function PartnersPage({ params, searchParams }: PageProps) {
  const opened = await openWorkspacePortal((await params).id)
  if (opened.isOffer) return null
  const { actor, workspace } = opened
  const asParams = await searchParams
  const { new: _new, edit: _edit, delete: _delete, ...query } = asParams
  const asked = readSearch(ListPartners, asParams)
  const here = (change: SearchParams) => queryHref(query, { before: query.before, after: query.after, ...change })
  const mayCreate = mayCreatePartner(actor, workspace.id)
  return (
    <Page
      actor={actor}
      title="Partners"
      about={`Outside companies that work with ${workspace.name}. Their users see the company’s folder and nothing else.`}
      actions={
        <LinkButton variant="primary" icon={<Plus />} href={here({ new: '1' })} verdict={mayCreate}>
          New Partner
        </LinkButton>
      }
    >
      <PartnerTable
        page={await listPartners(actor, workspace.id, asked)}
        query={query}
        isAll={asked.q === ''}
        newHref={here({ new: '1' })}
        mayCreate={mayCreate}
      >
        <SearchBox label="Search partners" placeholder="Name" />
      </PartnerTable>
      <OpenPanel actor={actor} workspace={workspace} params={asParams} closeHref={here({})} />
    </Page>
  )
}
