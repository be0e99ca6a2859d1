import { ShieldCheck } from 'lucide-react'
import { type ActivityRow, listActivity } from '@/lib/audit/activity'
import { listActivityEvents, listActivityPeople } from '@/lib/audit/choices'
import { eventLabel } from '@/lib/audit/sentences'
import { clientInWords } from '@/lib/sessions/client-in-words'
import { EmptyState } from '../ui/empty-state'
import { type Column, Table } from '../ui/table'
import { Time } from '../ui/time'
import { choicesOf } from './choices-of'
import { LogFilters } from './log-filters'
import { footOf, isNarrowed, type LogProps } from './log-props'
import { PersonCell } from './person-cell'

const what: Column<ActivityRow> = {
  key: 'what',
  head: 'What',
  render: (row) => (
    <span className="grid min-w-0 leading-[17px]">
      <span className="font-strong wrap-anywhere">{eventLabel(row.event)}</span>
      {row.what !== eventLabel(row.event) && <span className="text-t1 text-text-2 wrap-anywhere">{row.what}</span>}
    </span>
  ),
}
const who: Column<ActivityRow> = {
  key: 'who',
  head: 'Who',
  render: ({ who }) => (
    <PersonCell
      name={who ? who.name || who.email : 'Atrium'}
      note={who?.name ? who.email : ''}
      isPerson={who !== null}
    />
  ),
}
const where: Column<ActivityRow> = {
  key: 'workspace',
  head: 'Workspace',
  render: (row) =>
    row.workspace === null ? <span className="text-text-3">Organization</span> : <span>{row.workspace}</span>,
}
const from: Column<ActivityRow> = {
  key: 'from',
  head: 'From',
  render: (row) => (
    <span className="grid leading-[17px]">
      <span className="wrap-anywhere">{row.address || 'Unknown address'}</span>
      <span className="text-t1 text-text-3" data-tip={row.client || undefined}>
        {clientInWords(row.client)}
      </span>
    </span>
  ),
}
const when: Column<ActivityRow> = { key: 'when', head: 'When', render: (row) => <Time at={row.at} as="moment" /> }

const ofOrganization = [what, who, where, from, when]
const ofWorkspace = [what, who, from, when]

/** SEC-7: sign-ins, switches, exports and refusals, newest first. */
export async function ActivityLog({ actor, workspaceId, asked, query, clearHref, children }: LogProps) {
  const [page, people, events] = await Promise.all([
    listActivity(actor, { ...asked, workspaceId }),
    listActivityPeople(actor, workspaceId),
    listActivityEvents(actor, workspaceId),
  ])
  return (
    <>
      <LogFilters {...choicesOf(people, events, asked)}>{children}</LogFilters>
      <Table
        label="Sign-ins and refusals"
        columns={workspaceId === undefined ? ofOrganization : ofWorkspace}
        rows={page.rows}
        rowKey={(row) => String(row.id)}
        rowName={(row) => row.what}
        query={query}
        foot={footOf(page, 'record')}
        empty={
          isNarrowed(asked) || query.before || query.after ? (
            <EmptyState kind="no-match" clearHref={clearHref} />
          ) : (
            <EmptyState kind="nothing-yet" title="Nothing yet" icon={<ShieldCheck />}>
              Sign-ins, failed ones too, switches, exports and refusals will stand here.
            </EmptyState>
          )
        }
      />
    </>
  )
}
