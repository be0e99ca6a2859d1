import { Plus } from 'lucide-react'
import { Avatar } from '@/components/ui/avatar'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { EmptyState } from '@/components/ui/empty-state'
import { FileSize } from '@/components/ui/file-size'
import { SearchBox } from '@/components/ui/search-box'
import { SkeletonRows } from '@/components/ui/skeleton-rows'
import { State } from '@/components/ui/state'
import { type Column, Table } from '@/components/ui/table'
import type { TableQuery } from '@/components/ui/table-query'
import { Time } from '@/components/ui/time'
import { allowed, refuseIf } from '@/lib/rules/verdict'
import { onBulk, onMenu } from './on-table'
import { Part } from './part'

type Member = {
  id: string
  name: string
  email: string
  workspace: string
  isPartner: boolean
  isActive: boolean
  bytes: bigint
  seen: string
}

const names = [
  'Ada Fennwick',
  'Clara Venholt',
  'Emil Brandvoll',
  'Grace Okonda',
  'Hugo Lindmere',
  'Noor Halvani',
  'Maximiliane Freifrau von Hohenstein-Wallersbach zu Oberndorf',
]
const members: readonly Member[] = names.map((name, index) => ({
  id: `m${index}`,
  name,
  email: `${(name.split(' ')[0] ?? '').toLowerCase()}.${(name.split(' ').at(-1) ?? '').toLowerCase()}@acme.example`,
  workspace: index % 2 ? 'Crash Safety' : 'Default',
  isPartner: name.startsWith('Noor'),
  isActive: index !== 4,
  bytes: index === 6 ? 9_223_372_036_854_775_807n : BigInt(index) * 1_561_314_000n,
  seen: new Date(Date.UTC(2026, 9, 11 + index, 9, 30)).toISOString(),
}))

const mayAdminister = (member: Member) =>
  refuseIf(member.isPartner, 'partner', `A partner user can hold neither role. Unlink ${member.name} first.`)

const columns: readonly Column<Member>[] = [
  {
    key: 'name',
    head: 'Member',
    sortable: true,
    render: (member) => (
      <span className="flex min-w-0 items-center gap-2">
        <Avatar name={member.name} />
        <span className="grid min-w-0 leading-[17px]">
          <span className="flex min-w-0 flex-wrap items-center gap-x-2">
            <a href={`/design?user=${member.id}`} className="font-strong wrap-anywhere hover:underline">
              {member.name}
            </a>
            {member.isPartner && <Badge tone="outline">Partner</Badge>}
          </span>
          <span className="text-t1 text-text-3 wrap-anywhere">{member.email}</span>
        </span>
      </span>
    ),
  },
  { key: 'workspace', head: 'Workspace', sortable: true, render: (member) => member.workspace },
  {
    key: 'state',
    head: 'State',
    render: (member) => (
      <State tone={member.isActive ? 'good' : 'off'}>{member.isActive ? 'Active' : 'Deactivated'}</State>
    ),
  },
  { key: 'seen', head: 'Last active', sortable: true, render: (member) => <Time at={member.seen} as="ago" /> },
  { key: 'size', head: 'Storage', align: 'end', render: (member) => <FileSize bytes={member.bytes} /> },
  {
    key: 'role',
    head: 'Workspace Admin',
    align: 'center',
    render: (member) => (
      <Checkbox isLabelHidden label={`Workspace Admin, ${member.name}`} verdict={mayAdminister(member)} />
    ),
  },
]

const menu = (member: Member) => [
  { key: 'open', label: 'Open', href: `/design?user=${member.id}` },
  { key: 'move', label: 'Move to another workspace', verdict: mayAdminister(member) },
  { key: 'deactivate', label: 'Deactivate', isDanger: true },
]

export function Tables({ query }: { query: TableQuery }) {
  return (
    <>
      <Part title="Table">
        <Table
          label="Members"
          columns={columns}
          rows={members}
          rowKey={(member) => member.id}
          rowName={(member) => `${member.name} in ${member.workspace}`}
          menu={menu}
          onMenu={onMenu}
          bulk={{
            items: [
              { key: 'make-admin', label: 'Make Workspace Admin', verdict: mayAdminister },
              { key: 'export', label: 'Export', verdict: () => allowed },
            ],
            matching: 1284,
            onBulk,
          }}
          query={{ sort: 'name', ...query }}
          tools={<SearchBox label="Search members" placeholder="Name, e-mail or workspace ID" />}
          foot={{ count: '1–7 of 1,284 users', after: 'm6' }}
        />
      </Part>
      <Part title="Table without rows">
        <div className="grid items-start gap-5 desk:grid-cols-3">
          {empties.map((empty) => (
            <Table
              key={empty.key}
              label={empty.key}
              columns={columns}
              rows={[]}
              rowKey={(member) => member.id}
              rowName={(member) => member.name}
              empty={empty.state}
            />
          ))}
        </div>
        <SkeletonRows heads={columns.map((column) => column.head)} rows={4} />
      </Part>
    </>
  )
}

const empties = [
  {
    key: 'first',
    state: (
      <EmptyState
        kind="nothing-yet"
        title="No groups yet"
        action={
          <Button variant="primary" icon={<Plus />}>
            New Group
          </Button>
        }
      >
        A group gives many people access to a folder at once.
      </EmptyState>
    ),
  },
  { key: 'none', state: <EmptyState kind="no-match" clearHref="/design" /> },
  {
    key: 'not',
    state: (
      <EmptyState kind="not-for-you">
        Billing belongs to Organization Admins. Ask Clara Venholt or Ada Fennwick.
      </EmptyState>
    ),
  },
]
