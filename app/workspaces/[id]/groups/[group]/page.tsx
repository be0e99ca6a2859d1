import { Pencil, Trash2, UserPlus } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { GivenFolders } from '@/components/folder-permissions/given-folders'
import { Page } from '@/components/frame/page'
import { MemberTable } from '@/components/groups/member-table'
import { AddPeople, DeleteGroup, RenameGroup } from '@/components/groups/panels'
import { LinkButton } from '@/components/ui/link-button'
import { SearchBox } from '@/components/ui/search-box'
import { queryHref } from '@/components/ui/table-query'
import { Tabs } from '@/components/ui/tabs'
import { listFoldersOfGroup } from '@/lib/folder-permissions/groups'
import { ListPermissions } from '@/lib/folder-permissions/input'
import { ListMembers } from '@/lib/groups/input'
import { listMembers } from '@/lib/groups/members'
import { findGroup, type GroupRow } from '@/lib/groups/queries'
import { groupHref, groupsHref } from '@/lib/portals/portals'
import { openWorkspacePortal } from '@/lib/portals/queries'
import type { UserActor } from '@/lib/rules/actor'
import { readSearch, type SearchParams } from '@/lib/search-params'

export const metadata: Metadata = { title: 'Group' }

type PageProps = { params: Promise<{ id: string; group: string }>; searchParams: Promise<SearchParams> }

type PanelProps = { group: GroupRow; params: SearchParams; closeHref: string; listHref: string }

/** The dialog the address asks for. */
function OpenPanel({ group, params, closeHref, listHref }: PanelProps) {
  if (params.add !== undefined) return <AddPeople group={group} closeHref={closeHref} />
  if (params.rename !== undefined) return <RenameGroup group={group} closeHref={closeHref} />
  if (params.delete !== undefined) return <DeleteGroup group={group} closeHref={closeHref} doneHref={listHref} />
  return null
}

type ListProps = { actor: UserActor; group: GroupRow; params: SearchParams; query: SearchParams }

async function Members({ actor, group, params, query, addHref }: ListProps & { addHref: string }) {
  const asked = readSearch(ListMembers, params)
  const page = await listMembers(actor, group.id, asked)
  return (
    <MemberTable group={group} page={page} query={query} q={asked.q} addHref={addHref}>
      <SearchBox label="Search members" placeholder="Name or e-mail" />
    </MemberTable>
  )
}

async function Folders({ actor, group, params, query }: ListProps) {
  const page = await listFoldersOfGroup(actor, group.id, readSearch(ListPermissions, params))
  return (
    page && (
      <GivenFolders
        page={page}
        code={group.workspaceCode}
        query={query}
        title="No folder has been given to this group yet"
      >
        A folder is given on its own page, under Access. Whoever is in the group has it from then on.
      </GivenFolders>
    )
  )
}

export default async function GroupPage({ params, searchParams }: PageProps) {
  const { id, group: groupId } = await params
  const opened = await openWorkspacePortal(id)
  if (opened.isOffer) return null
  const { actor, workspace } = opened
  const group = await findGroup(actor, workspace.code, groupId)
  if (!group) notFound()
  const asParams = await searchParams
  const { add: _add, rename: _rename, delete: _delete, ...query } = asParams
  const here = (change: SearchParams) => queryHref(query, { before: query.before, after: query.after, ...change })
  const given = group.gives.length === 0 ? 'Nothing has been given to it yet.' : `It gives ${group.gives.join(', ')}.`
  const members = groupHref(workspace.code, group.id)
  const folders = `${members}?view=folders`
  const isFolders = asParams.view === 'folders'
  const list = { actor, group, params: asParams, query }
  return (
    <Page
      actor={actor}
      title={group.name}
      crumbs={[{ label: 'Groups', href: groupsHref(workspace.code) }]}
      about={`A group of ${workspace.name}. ${given}`}
      actions={
        <>
          <LinkButton icon={<Pencil />} href={here({ rename: '1' })} verdict={group.mayRename}>
            Rename
          </LinkButton>
          <LinkButton icon={<Trash2 />} href={here({ delete: '1' })} verdict={group.mayDelete}>
            Delete
          </LinkButton>
          <LinkButton variant="primary" icon={<UserPlus />} href={here({ add: '1' })} verdict={group.mayChangeMembers}>
            Add people
          </LinkButton>
        </>
      }
    >
      <Tabs
        label="Members and folders"
        current={isFolders ? folders : members}
        tabs={[
          { href: members, label: 'Members', count: group.members },
          { href: folders, label: 'Folders' },
        ]}
      />
      {isFolders ? <Folders {...list} /> : <Members {...list} addHref={here({ add: '1' })} />}
      <OpenPanel group={group} params={asParams} closeHref={here({})} listHref={groupsHref(workspace.code)} />
    </Page>
  )
}
