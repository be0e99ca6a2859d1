import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { Page } from '@/components/frame/page'
import { GroupTable } from '@/components/groups/group-table'
import { DeleteGroup, NewGroup, RenameGroup } from '@/components/groups/panels'
import { LinkButton } from '@/components/ui/link-button'
import { SearchBox } from '@/components/ui/search-box'
import { queryHref } from '@/components/ui/table-query'
import { ListGroups } from '@/lib/groups/input'
import { findGroup, listGroups } from '@/lib/groups/queries'
import { openWorkspacePortal } from '@/lib/portals/queries'
import type { UserActor } from '@/lib/rules/actor'
import { mayCreateGroup } from '@/lib/rules/groups'
import { readSearch, type SearchParams } from '@/lib/search-params'
import type { Workspace } from '@/lib/workspaces/queries'

export const metadata: Metadata = { title: 'Groups' }

type PageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

type PanelProps = { actor: UserActor; workspace: Workspace; params: SearchParams; closeHref: string }

/** The dialog the address asks for. */
async function OpenPanel({ actor, workspace, params, closeHref }: PanelProps) {
  if (params.new !== undefined)
    return <NewGroup workspace={workspace} mayCreate={mayCreateGroup(actor, workspace.id)} closeHref={closeHref} />
  const id = [params.rename, params.delete].find((value) => typeof value === 'string')
  const group = typeof id === 'string' ? await findGroup(actor, workspace.code, id) : null
  if (!group) return null
  if (params.rename !== undefined) return <RenameGroup key={group.id} group={group} closeHref={closeHref} />
  return <DeleteGroup key={group.id} group={group} closeHref={closeHref} doneHref={closeHref} />
}

export default async function GroupsPage({ params, searchParams }: PageProps) {
  const opened = await openWorkspacePortal((await params).id)
  if (opened.isOffer) return null
  const { actor, workspace } = opened
  const asParams = await searchParams
  const { new: _new, rename: _rename, delete: _delete, ...query } = asParams
  const asked = readSearch(ListGroups, asParams)
  const here = (change: SearchParams) => queryHref(query, { before: query.before, after: query.after, ...change })
  const mayCreate = mayCreateGroup(actor, workspace.id)
  return (
    <Page
      actor={actor}
      title="Groups"
      about={`People of ${workspace.name}, named together. What is given to a group is given to whoever is in it.`}
      actions={
        <LinkButton variant="primary" icon={<Plus />} href={here({ new: '1' })} verdict={mayCreate}>
          New Group
        </LinkButton>
      }
    >
      <GroupTable
        page={await listGroups(actor, workspace.id, asked)}
        query={query}
        isAll={asked.q === ''}
        newHref={here({ new: '1' })}
        mayCreate={mayCreate}
      >
        <SearchBox label="Search groups" placeholder="Name" />
      </GroupTable>
      <OpenPanel actor={actor} workspace={workspace} params={asParams} closeHref={here({})} />
    </Page>
  )
}
