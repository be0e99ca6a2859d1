import { Download, FileUp } from 'lucide-react'
import type { Metadata } from 'next'
import { Page } from '@/components/frame/page'
import { LinkButton } from '@/components/ui/link-button'
import { exportUsersHref } from '@/components/users/export-href'
import { UserFilters } from '@/components/users/user-filters'
import { UserTable } from '@/components/users/user-table'
import { WorkspaceFilter } from '@/components/users/workspace-filter'
import { inviteHref, rosterHref } from '@/lib/portals/portals'
import { openOrganizationPortal } from '@/lib/portals/queries'
import { readSearch, type SearchParams } from '@/lib/search-params'
import { ListUsers, UserFilter } from '@/lib/users/input'
import { listUsers } from '@/lib/users/queries'
import { findWorkspace } from '@/lib/workspaces/queries'

export const metadata: Metadata = { title: 'Members' }

export default async function OrganizationMembersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const opened = await openOrganizationPortal()
  if (opened.isOffer) return null
  const { actor } = opened
  const query = await searchParams
  const asked = readSearch(ListUsers, query)
  const [page, narrowed] = await Promise.all([
    listUsers(actor, asked),
    asked.workspace === undefined ? null : findWorkspace(actor, asked.workspace),
  ])
  return (
    <Page
      actor={actor}
      title="Members"
      about="Every user in every workspace, and who administers what."
      actions={
        <>
          <LinkButton download href={exportUsersHref(asked)} icon={<Download />}>
            Export CSV
          </LinkButton>
          <LinkButton href={rosterHref} icon={<FileUp />}>
            Import roster
          </LinkButton>
        </>
      }
    >
      <UserTable
        page={page}
        filter={readSearch(UserFilter, query)}
        query={query}
        portal="organization"
        inviteHref={inviteHref(actor.user.workspace.code)}
      >
        <UserFilters />
        <WorkspaceFilter chosen={asked.workspace ?? null} name={narrowed?.name ?? null} />
      </UserTable>
    </Page>
  )
}
