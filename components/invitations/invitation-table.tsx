'use client'

import type { ReactNode } from 'react'
import { resendInvitation, revokeInvitation } from '@/lib/invitations/actions'
import type { InvitationRow } from '@/lib/invitations/queries'
import { useChange } from '../change/use-change'
import { Badge } from '../ui/badge'
import { EmptyState } from '../ui/empty-state'
import { LinkButton } from '../ui/link-button'
import { someOf } from '../ui/some-of'
import { State } from '../ui/state'
import { type Column, Table } from '../ui/table'
import { queryHref, type TableQuery } from '../ui/table-query'
import { Time } from '../ui/time'
import { toast } from '../ui/toast'

const states = {
  pending: { tone: 'waiting', word: 'Pending' },
  expired: { tone: 'warn', word: 'Expired' },
  accepted: { tone: 'good', word: 'Accepted' },
  revoked: { tone: 'off', word: 'Revoked' },
} as const
const columns: readonly Column<InvitationRow>[] = [
  {
    key: 'who',
    head: 'Invited',
    render: ({ email, name, isWorkspaceAdmin, partner }) => (
      <>
        {email}
        {isWorkspaceAdmin && <Badge tone="workspace">Workspace Admin</Badge>}
        {name !== '' && <p>{name}</p>}
        {partner && <p>User of the partner {partner.name}</p>}
      </>
    ),
  },
  {
    key: 'state',
    head: 'State',
    render: ({ state, revokedByName }) => (
      <>
        <State tone={states[state].tone}>{states[state].word}</State>
        {revokedByName && <p>by {revokedByName}</p>}
      </>
    ),
  },
  {
    key: 'groups',
    head: 'Groups',
    render: ({ groups }) => someOf(groups),
  },
  {
    key: 'sent',
    head: 'Sent',
    render: ({ sentAt, invitedByName }) => (
      <>
        <Time at={sentAt} as="moment" />
        <p>by {invitedByName}</p>
      </>
    ),
  },
  {
    key: 'expires',
    head: 'Expires',
    render: ({ state, expiresAt }) => (state === 'pending' || state === 'expired' ? <Time at={expiresAt} /> : '–'),
  },
]

type InvitationTableProps = {
  page: { rows: readonly InvitationRow[]; next: string | null; previous: string | null }
  query: TableQuery
  /** Whether the search and filters leave nothing out. */
  isAll: boolean
  inviteHref: string
  /** What stands over the table: search and filters. */
  children: ReactNode
}

/** INV-3: every invitation of a workspace, with who sent it and when. */
export function InvitationTable({ page, query, isAll, inviteHref, children }: InvitationTableProps) {
  const { rows, next, previous } = page
  const resending = useChange(resendInvitation)
  const revoking = useChange(revokeInvitation)

  const act = async (item: string, invitationId: string) => {
    const email = rows.find((row) => row.id === invitationId)?.email
    const result = await (item === 'resend' ? resending : revoking).send({ invitationId })
    if (!result.ok) toast(result.reason, { tone: 'bad' })
    else if (item === 'resend') toast(`Sent to ${email} again; the link sent before is dead`)
    else toast(`Revoked the invitation of ${email}`)
  }

  return (
    <Table
      label="Invitations"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowName={(row) => row.email}
      query={query}
      tools={children}
      menu={(row) => [
        { key: 'resend', label: 'Send again', verdict: row.mayResend },
        { key: 'revoke', label: 'Revoke', isDanger: true, verdict: row.mayRevoke },
      ]}
      onMenu={act}
      foot={{
        count: `${rows.length} ${rows.length === 1 ? 'invitation' : 'invitations'} on this page, last sent first`,
        before: previous ?? undefined,
        after: next ?? undefined,
      }}
      empty={
        isAll ? (
          <EmptyState
            kind="nothing-yet"
            title="Nobody has been invited yet"
            action={
              <LinkButton variant="primary" href={inviteHref}>
                Invite
              </LinkButton>
            }
          >
            Invite people by their e-mail; they show here until they accept, and afterwards.
          </EmptyState>
        ) : (
          <EmptyState
            kind="no-match"
            clearHref={queryHref(query, { q: undefined, state: undefined })}
            clearLabel="Clear search and filter"
          >
            No invitation fits this search and this filter.
          </EmptyState>
        )
      }
    />
  )
}
