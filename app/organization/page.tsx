import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { Page } from '@/components/frame/page'
import { Badge } from '@/components/ui/badge'
import { CopyId } from '@/components/ui/copy-id'
import { LinkButton } from '@/components/ui/link-button'
import { Note } from '@/components/ui/note'
import { Num } from '@/components/ui/num'
import { StatList } from '@/components/ui/stat-list'
import { type Column, Table } from '@/components/ui/table'
import { findOrganizationOverview } from '@/lib/overview/queries'
import { workspaceHref } from '@/lib/portals/portals'
import { openOrganizationPortal } from '@/lib/portals/queries'

export const metadata: Metadata = { title: 'Overview' }

type Overview = Awaited<ReturnType<typeof findOrganizationOverview>>
type Row = Overview['largest'][number]

const columns: readonly Column<Row>[] = [
  {
    key: 'name',
    head: 'Workspace',
    render: (row) => (
      <>
        <a href={workspaceHref(row.code)}>{row.name}</a>
        {row.workspaceAdmins === 0 && (
          <Badge tone="warn" mark="warning">
            No Workspace Admin
          </Badge>
        )}
      </>
    ),
  },
  { key: 'code', head: 'Workspace ID', render: (row) => <CopyId id={row.code} /> },
  { key: 'users', head: 'Users', align: 'end', render: (row) => <Num value={row.users} /> },
  { key: 'admins', head: 'Workspace Admins', align: 'end', render: (row) => <Num value={row.workspaceAdmins} /> },
]

const shown = 5

/** WSP-10 */
function Unadministered({ rows }: { rows: Overview['unadministered'] }) {
  if (rows.length === 0) return null
  const more = rows.length > shown
  return (
    <Note tone="warn">
      <b>
        {rows.length === 1 ? 'One workspace has' : more ? 'Several workspaces have' : `${rows.length} workspaces have`}{' '}
        no active Workspace Admin
      </b>
      , so only Organization Admins can run {rows.length === 1 ? 'it' : 'them'}:{' '}
      {rows.slice(0, shown).map((row, index) => (
        <span key={row.code}>
          {index > 0 && ', '}
          <Link href={workspaceHref(row.code)} className="underline underline-offset-3">
            {row.name}
          </Link>
        </span>
      ))}
      {more ? ' and more.' : '.'}
    </Note>
  )
}

export default async function OrganizationOverviewPage() {
  const opened = await openOrganizationPortal()
  if (opened.isOffer) return null
  const { actor } = opened
  const { totals, largest, unadministered } = await findOrganizationOverview(actor)
  const inWorkspaces =
    totals.workspaces === 1 ? 'in one workspace' : `in ${totals.workspaces.toLocaleString('en-GB')} workspaces`
  const list = totals.workspaces > largest.length ? 'Workspaces with the most users' : 'Workspaces'
  return (
    <Page
      actor={actor}
      title="Overview"
      about={`People and workspaces of ${actor.organization.name}.`}
      actions={
        totals.workspaces === 1 && (
          <LinkButton variant="primary" icon={<Plus />} href="/organization/workspaces?new=1">
            New Workspace
          </LinkButton>
        )
      }
    >
      <div className="grid gap-5">
        <StatList
          stats={[
            { label: 'People', value: <Num value={totals.people} />, note: 'with an account' },
            { label: 'Users', value: <Num value={totals.users} />, note: inWorkspaces },
            { label: 'Operations in progress', value: <Num value={actor.openOperations} /> },
          ]}
        />
        <section aria-labelledby="attention" className="grid gap-2 empty:hidden">
          {unadministered.length > 0 && <h2 id="attention">Needs attention</h2>}
          <Unadministered rows={unadministered} />
        </section>
        <section aria-labelledby="largest" className="grid gap-2">
          <div className="flex items-baseline justify-between gap-4">
            <h2 id="largest">{list}</h2>
            <Link href="/organization/workspaces" className="text-accent-text hover:underline">
              All workspaces
            </Link>
          </div>
          <Table label={list} columns={columns} rows={largest} rowKey={(row) => row.code} rowName={(row) => row.name} />
        </section>
      </div>
    </Page>
  )
}
