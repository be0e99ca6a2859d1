import { Download, UserPlus } from 'lucide-react'
import type { Metadata } from 'next'
import { Page } from '@/components/frame/page'
import { LinkButton } from '@/components/ui/link-button'
import { exportUsersHref } from '@/components/users/export-href'
import { UserFilters } from '@/components/users/user-filters'
import { UserTable } from '@/components/users/user-table'
import { inviteHref } from '@/lib/portals/portals'
import { openWorkspacePortal } from '@/lib/portals/queries'
import { readSearch, type SearchParams } from '@/lib/search-params'
import { ListUsers, UserFilter } from '@/lib/users/input'
import { listUsersOfWorkspace } from '@/lib/users/queries'

export const metadata: Metadata = { title: 'Members' }

type PageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export default async function WorkspaceMembersPage({ params, searchParams }: PageProps) {
  const opened = await openWorkspacePortal((await params).id)
  if (opened.isOffer) return null
  const { actor, workspace } = opened
  const query = await searchParams
  const asked = { ...readSearch(ListUsers, query), workspace: workspace.code }
  return (
    <Page
      actor={actor}
      title="Members"
      about={`Users of ${workspace.name}. Roles are given and taken by Organization Admins, in the organization portal.`}
      actions={
        <>
          <LinkButton download href={exportUsersHref(asked)} icon={<Download />}>
            Export CSV
          </LinkButton>
          <LinkButton variant="primary" icon={<UserPlus />} href={inviteHref(workspace.code)}>
            Invite
          </LinkButton>
        </>
      }
    >
      <UserTable
        page={await listUsersOfWorkspace(actor, asked)}
        filter={readSearch(UserFilter, query)}
        query={query}
        portal="workspace"
        inviteHref={inviteHref(workspace.code)}
      >
        <UserFilters />
      </UserTable>
    </Page>
  )
}
