'use client'

import { Link2, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { unlinkUser } from '@/lib/partners/actions'
import type { PartnerDetails, PartnerUserRow } from '@/lib/partners/queries'
import { userHref } from '@/lib/portals/portals'
import { useChange } from '../change/use-change'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { EmptyState } from '../ui/empty-state'
import { LinkButton } from '../ui/link-button'
import { type Column, Table } from '../ui/table'
import type { TableQuery } from '../ui/table-query'
import { Time } from '../ui/time'
import { toast } from '../ui/toast'
import { states } from '../users/user-columns'

const columns: readonly Column<PartnerUserRow>[] = [
  { key: 'name', head: 'Name', render: (row) => <a href={userHref(row.workspaceCode, row.id)}>{row.name}</a> },
  { key: 'email', head: 'E-mail', render: (row) => row.email },
  { key: 'state', head: 'State', render: (row) => <span data-state={row.state}>{states[row.state]}</span> },
  {
    key: 'seen',
    head: 'Last active',
    render: ({ lastActiveAt }) => (lastActiveAt === null ? 'Never signed in' : <Time at={lastActiveAt} as="moment" />),
  },
]

type PartnerUsersProps = {
  partner: PartnerDetails
  page: { rows: readonly PartnerUserRow[]; next: string | null; previous: string | null }
  query: TableQuery
  linkHref: string
  inviteHref: string
}

/** PAR-2: who is of a partner. */
export function PartnerUsers({ partner, page, query, linkHref, inviteHref }: PartnerUsersProps) {
  const { rows, next, previous } = page
  const { send } = useChange(unlinkUser)
  const [leaving, setLeaving] = useState<PartnerUserRow>()
  return (
    <>
      <Table
        label="Users"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        query={query}
        menu={(row) => [{ key: 'unlink', label: 'Unlink', isDanger: true, verdict: row.mayUnlink }]}
        onMenu={(_, userId) => setLeaving(rows.find((row) => row.id === userId))}
        foot={{
          count: `${rows.length} ${rows.length === 1 ? 'user' : 'users'}${next || previous ? ' on this page' : ''}`,
          before: previous ?? undefined,
          after: next ?? undefined,
        }}
        empty={
          <EmptyState
            kind="nothing-yet"
            title="Nobody is of this partner yet"
            action={
              <div className="flex flex-wrap justify-center gap-2">
                <LinkButton variant="primary" icon={<UserPlus />} href={inviteHref} verdict={partner.mayInvite}>
                  Invite
                </LinkButton>
                <LinkButton icon={<Link2 />} href={linkHref} verdict={partner.mayChangeUsers}>
                  Link a user
                </LinkButton>
              </div>
            }
          >
            Invite people of the company, or link somebody who is a user of this workspace already.
          </EmptyState>
        }
      />
      {leaving && (
        <ConfirmDialog
          isOpen
          onClose={() => setLeaving(undefined)}
          title={`Unlink ${leaving.name} from ${partner.name}?`}
          confirmLabel="Unlink"
          verdict={leaving.mayUnlink}
          confirm={() => send({ partnerId: partner.id, userId: leaving.id })}
          onDone={() => toast(`${leaving.name} is no longer a user of ${partner.name}`)}
        >
          <p>
            They stay a user of the workspace, with a home folder and nothing else: what {partner.name} has been given
            is no longer theirs. To lock them out, deactivate them instead.
          </p>
        </ConfirmDialog>
      )}
    </>
  )
}
