import { Pencil, Trash2, UserPlus } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Page } from '@/components/frame/page'
import { MemberTable } from '@/components/groups/member-table'
import { AddPeople, DeleteGroup, RenameGroup } from '@/components/groups/panels'
import { LinkButton } from '@/components/ui/link-button'
import { SearchBox } from '@/components/ui/search-box'
import { queryHref } from '@/components/ui/table-query'
import { ListMembers } from '@/lib/groups/input'
import { listMembers } from '@/lib/groups/members'
import { findGroup, type GroupRow } from '@/lib/groups/queries'
import { groupsHref } from '@/lib/portals/portals'
import { openWorkspacePortal } from '@/lib/portals/queries'
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

export default async function GroupPage({ params, searchParams }: PageProps) {
  const { id, group: groupId } = await params
  const opened = await openWorkspacePortal(id)
  if (opened.isOffer) return null
  const { actor, workspace } = opened
  const group = await findGroup(actor, workspace.code, groupId)
  if (!group) notFound()
  const asParams = await searchParams
  const { add: _add, rename: _rename, delete: _delete, ...query } = asParams
  const asked = readSearch(ListMembers, asParams)
  const here = (change: SearchParams) => queryHref(query, { before: query.before, after: query.after, ...change })
  const given = group.gives.length === 0 ? 'Nothing has been given to it yet.' : `It gives ${group.gives.join(', ')}.`
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
      <MemberTable
        group={group}
        page={await listMembers(actor, group.id, asked)}
        query={query}
        q={asked.q}
        addHref={here({ add: '1' })}
      >
        <SearchBox label="Search members" placeholder="Name or e-mail" />
      </MemberTable>
      <OpenPanel group={group} params={asParams} closeHref={here({})} listHref={groupsHref(workspace.code)} />
    </Page>
  )
}
