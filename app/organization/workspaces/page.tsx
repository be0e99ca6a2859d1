import { Download, Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { Page } from '@/components/frame/page'
import { LinkButton } from '@/components/ui/link-button'
import { SearchBox } from '@/components/ui/search-box'
import { queryHref } from '@/components/ui/table-query'
import { exportHref } from '@/components/workspaces/export-href'
import { DeleteWorkspace, EditWorkspace, NewWorkspace } from '@/components/workspaces/panels'
import { WorkspaceTable } from '@/components/workspaces/workspace-table'
import { openOrganizationPortal } from '@/lib/portals/queries'
import { listLosses } from '@/lib/registry/queries'
import type { UserActor } from '@/lib/rules/actor'
import { readSearch, type SearchParams } from '@/lib/search-params'
import { ListWorkspaces } from '@/lib/workspaces/input'
import { findWorkspace, listWorkspaces } from '@/lib/workspaces/queries'

export const metadata: Metadata = { title: 'Workspaces' }

type PanelProps = { actor: UserActor; params: SearchParams; closeHref: string }

/** The dialog the address asks for. */
async function OpenPanel({ actor, params, closeHref }: PanelProps) {
  if (params.new !== undefined) return <NewWorkspace closeHref={closeHref} />
  const code = [params.edit, params.delete].find((value) => typeof value === 'string')
  const workspace = typeof code === 'string' ? await findWorkspace(actor, code) : null
  if (!workspace) return null
  if (params.edit !== undefined)
    return <EditWorkspace key={workspace.code} workspace={workspace} closeHref={closeHref} />
  const losses = await listLosses(actor, workspace.id)
  return <DeleteWorkspace key={workspace.code} workspace={workspace} losses={losses} closeHref={closeHref} />
}

export default async function WorkspacesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const opened = await openOrganizationPortal()
  if (opened.isOffer) return null
  const { actor } = opened
  const params = await searchParams
  const { new: _new, edit: _edit, delete: _delete, ...query } = params
  const asked = readSearch(ListWorkspaces, params)
  const page = await listWorkspaces(actor, asked)
  const here = (change: SearchParams) => queryHref(query, { before: query.before, after: query.after, ...change })
  return (
    <Page
      actor={actor}
      title="Workspaces"
      about={`Teams inside ${actor.organization.name}. Each keeps its own people, files, jobs, policies and invoices.`}
      actions={
        <>
          <LinkButton download href={exportHref(asked)} icon={<Download />}>
            Export CSV
          </LinkButton>
          <LinkButton variant="primary" icon={<Plus />} href={here({ new: '1' })}>
            New Workspace
          </LinkButton>
        </>
      }
    >
      <WorkspaceTable page={page} query={query}>
        <SearchBox label="Search workspaces" placeholder="Name or workspace ID" />
      </WorkspaceTable>
      <OpenPanel actor={actor} params={params} closeHref={here({})} />
    </Page>
  )
}
