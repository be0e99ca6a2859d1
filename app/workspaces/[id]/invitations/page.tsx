import { UserPlus } from 'lucide-react'
import type { Metadata } from 'next'
import { Page } from '@/components/frame/page'
import { InvitationFilters } from '@/components/invitations/invitation-filters'
import { InvitationTable } from '@/components/invitations/invitation-table'
import { InvitePeople } from '@/components/invitations/panels'
import { LinkButton } from '@/components/ui/link-button'
import { listGroupNames } from '@/lib/groups/queries'
import { ListInvitations } from '@/lib/invitations/input'
import { listInvitations } from '@/lib/invitations/queries'
import { invitationsHref } from '@/lib/portals/portals'
import { openWorkspacePortal } from '@/lib/portals/queries'
import { mayInvite, mayInviteWorkspaceAdmin } from '@/lib/rules/invitations'
import { readSearch, type SearchParams } from '@/lib/search-params'

export const metadata: Metadata = { title: 'Invitations' }

type PageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export default async function InvitationsPage({ params, searchParams }: PageProps) {
  const opened = await openWorkspacePortal((await params).id)
  if (opened.isOffer) return null
  const { actor, workspace } = opened
  const query = await searchParams
  const asked = readSearch(ListInvitations, query)
  const verdict = mayInvite(actor, workspace.id)
  const here = invitationsHref(workspace.code)
  return (
    <Page
      actor={actor}
      title="Invitations"
      about={`Who was invited to ${workspace.name}, by whom, and what came of it.`}
      actions={
        <LinkButton variant="primary" icon={<UserPlus />} href={`${here}?new=1`} verdict={verdict}>
          Invite
        </LinkButton>
      }
    >
      <InvitationTable
        page={await listInvitations(actor, workspace.id, asked)}
        query={query}
        isAll={asked.q === '' && asked.state === 'all'}
        inviteHref={`${here}?new=1`}
      >
        <InvitationFilters />
      </InvitationTable>
      {query.new !== undefined && (
        <InvitePeople
          workspace={workspace}
          groups={await listGroupNames(actor, workspace.id)}
          mayInvite={verdict}
          mayInviteWorkspaceAdmin={mayInviteWorkspaceAdmin(actor)}
          closeHref={here}
        />
      )}
    </Page>
  )
}
