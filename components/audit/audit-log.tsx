import { AuditPage } from '@/lib/audit/input'
import { findAuditRecord } from '@/lib/audit/queries'
import type { UserActor } from '@/lib/rules/actor'
import { mayReadAudit } from '@/lib/rules/audit'
import { readSearch, type SearchParams } from '@/lib/search-params'
import { Page } from '../frame/page'
import { EmptyState } from '../ui/empty-state'
import { SearchBox } from '../ui/search-box'
import { queryHref } from '../ui/table-query'
import { Tabs } from '../ui/tabs'
import { ActivityLog } from './activity-log'
import { ChangeLog } from './change-log'
import { LogExports } from './log-exports'
import { RecordDetails } from './record-details'
import { RecordDrawer } from './record-drawer'
import { VerifyChain } from './verify-chain'

type AuditLogProps = {
  actor: UserActor
  /** The workspace whose portal this is; null in the organization portal. */
  workspace: { readonly id: string; readonly code: string; readonly name: string } | null
  searchParams: SearchParams
  basePath: string
}

/**
 * The page “Audit log” of a portal: changes, one record open by address; in a workspace's sign-ins and refusals too,
 * which have a page of their own in the organization portal. SEC-2, SEC-7
 */
export async function AuditLog({ actor, workspace, searchParams, basePath }: AuditLogProps) {
  const verdict = mayReadAudit(actor, workspace?.id ?? null)
  if (!verdict.ok)
    return (
      <Page actor={actor} title="Audit log">
        <EmptyState kind="not-for-you">{verdict.reason}</EmptyState>
      </Page>
    )
  const { log: wanted, record, ...asked } = readSearch(AuditPage, searchParams)
  const log = workspace ? wanted : 'changes'
  const opened = record === undefined ? null : await findAuditRecord(actor, record, workspace?.id)
  const tab = (name: string) => `${basePath}${name === 'changes' ? '' : `?log=${name}`}`
  const list = { actor, workspaceId: workspace?.id, asked, query: searchParams, clearHref: tab(log) }
  const { before, after } = searchParams
  const place = { before, after }
  const where = workspace ? workspace.name : 'the organization'
  return (
    <Page
      actor={actor}
      title="Audit log"
      about={
        log === 'changes'
          ? `Every change in ${where}, who made it, and what it was before.`
          : `Sign-ins, switches, exports and refusals in ${where}, with the address they came from.`
      }
      actions={<LogExports asked={asked} log={log} workspaceCode={workspace?.code} />}
    >
      {workspace ? (
        <Tabs
          label="Which log"
          current={tab(log)}
          tabs={[
            { href: tab('changes'), label: 'Changes' },
            { href: tab('sign-ins'), label: 'Sign-ins and refusals' },
          ]}
        />
      ) : (
        <VerifyChain basePath={basePath} />
      )}
      {log === 'changes' ? (
        <ChangeLog {...list}>
          <SearchBox label="Search changes" placeholder="Person, workspace, event or thing" />
        </ChangeLog>
      ) : (
        <ActivityLog {...list}>
          <SearchBox label="Search sign-ins and refusals" placeholder="Person, workspace, address or reason" />
        </ActivityLog>
      )}
      {record !== undefined && (
        <RecordDrawer
          key={record}
          title={opened ? `Record ${opened.seq.toLocaleString('en-GB')}` : 'No such record'}
          closeHref={queryHref(searchParams, { ...place, record: undefined })}
        >
          {opened ? (
            <RecordDetails
              record={opened}
              previousHref={
                workspace || opened.seq === 1
                  ? null
                  : queryHref(searchParams, { ...place, record: String(opened.seq - 1) })
              }
            />
          ) : (
            <p className="text-text-2">There is no such record here, or it belongs to another workspace.</p>
          )}
        </RecordDrawer>
      )}
    </Page>
  )
}
