import { ScrollText } from 'lucide-react'
import { listAuditEvents, listAuditPeople } from '@/lib/audit/choices'
import { type AuditRow, listAudit } from '@/lib/audit/queries'
import { CopyId } from '../ui/copy-id'
import { EmptyState } from '../ui/empty-state'
import { type Column, Table } from '../ui/table'
import { queryHref } from '../ui/table-query'
import { Time } from '../ui/time'
import { choicesOf } from './choices-of'
import { LogFilters } from './log-filters'
import { footOf, isNarrowed, type LogProps } from './log-props'
import { PersonCell } from './person-cell'
import { actingWords, asSentence, whoWords } from './words'

type Line = AuditRow & { readonly href: string }

const what: Column<Line> = {
  key: 'what',
  head: 'What',
  render: (row) => <a href={row.href}>{asSentence(row.what)}</a>,
}
const who: Column<Line> = {
  key: 'who',
  head: 'Who',
  render: (row) => <PersonCell name={whoWords(row)} note={actingWords(row)} isPerson={row.who !== null} />,
}
const where: Column<Line> = {
  key: 'workspace',
  head: 'Workspace',
  render: (row) =>
    row.workspace ? (
      <span className="grid leading-[17px] max-desk:justify-items-end">
        <span className="wrap-anywhere">{row.workspace.name}</span>
        <CopyId id={row.workspace.code} />
      </span>
    ) : (
      <span className="text-text-3">Organization</span>
    ),
}
const when: Column<Line> = { key: 'when', head: 'When', render: (row) => <Time at={row.at} as="moment" /> }

const ofOrganization = [what, who, where, when]
const ofWorkspace = [what, who, when]

/** SEC-2: what was changed, newest first. */
export async function ChangeLog({ actor, workspaceId, asked, query, clearHref, children }: LogProps) {
  const [page, people, events] = await Promise.all([
    listAudit(actor, { ...asked, workspaceId }),
    listAuditPeople(actor, workspaceId),
    listAuditEvents(actor, workspaceId),
  ])
  const { before, after } = query
  const lines = page.rows.map((row) => ({ ...row, href: queryHref(query, { before, after, record: String(row.seq) }) }))
  return (
    <>
      <LogFilters {...choicesOf(people, events, asked)}>{children}</LogFilters>
      <Table
        label="Changes"
        columns={workspaceId === undefined ? ofOrganization : ofWorkspace}
        rows={lines}
        rowKey={(row) => String(row.seq)}
        rowName={(row) => `record ${row.seq}`}
        query={query}
        foot={footOf(page, 'record')}
        empty={
          isNarrowed(asked) || before || after ? (
            <EmptyState kind="no-match" clearHref={clearHref} />
          ) : (
            <EmptyState kind="nothing-yet" title="No changes yet" icon={<ScrollText />}>
              Whatever is changed here will stand in this log, with who did it and what it was before.
            </EmptyState>
          )
        }
      />
    </>
  )
}
