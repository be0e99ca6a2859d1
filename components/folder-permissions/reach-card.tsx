import Link from 'next/link'
import type { Reach } from '@/lib/folder-permissions/reach'
import { folderAccessHref } from '@/lib/portals/portals'
import type { UserDetails } from '@/lib/users/queries'
import { Card } from '../ui/card'
import { TableFoot } from '../ui/table-foot'
import type { TableQuery } from '../ui/table-query'
import { folderWords } from './words'

type Row = Reach['rows'][number]

const roles = {
  'organization-admin': 'Everything in this workspace, as Organization Admin.',
  'workspace-admin': 'Everything in this workspace, as Workspace Admin.',
} as const

/** What opens nothing at the moment, whatever has been given. */
const locked = {
  deactivated: 'Nothing: they are deactivated.',
  ended: 'Nothing since their last day. A later one gives it back.',
} as const

const levelIn = ({ level, below }: Row) =>
  level === below ? level : `${level}; below it ${below === '' ? 'nothing' : below}`

const why = ({ sources }: Row) =>
  sources
    .map(({ level, groupName, partnerName }) => {
      const holder = partnerName === null ? groupName && `the group ${groupName}` : `the partner ${partnerName}`
      return `${level}, given to ${holder ?? 'them'}`
    })
    .join('; ')

function Rows({ reach, code }: { reach: Reach; code: string }) {
  return (
    <ul aria-label="Folders" className="grid gap-2.5">
      {reach.rows.map((row) => (
        <li key={row.folderId} className="grid gap-x-4 desk:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
          <Link href={folderAccessHref(code, row.folderId)} className="link min-h-6 wrap-anywhere">
            {folderWords(row.path)}
          </Link>
          <div className="min-w-0 wrap-anywhere">
            {levelIn(row)}
            <p className="text-t1 text-text-3">{why(row)}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}

type ReachCardProps = { user: UserDetails; reach: Reach; query: TableQuery }

/** USR-1, FIL-4, *What can this user reach?*: the folders they or their groups have been given, and why. */
export function ReachCard({ user, reach, query }: ReachCardProps) {
  const { rows, next, previous, role } = reach
  const isActive = user.state === 'active'
  return (
    <Card title="What they can reach">
      {user.state !== 'active' && <p className="text-text-2">{locked[user.state]}</p>}
      {isActive && role !== null && <p className="mb-3 text-text-2">{roles[role]} These folders are theirs besides:</p>}
      {isActive && rows.length === 0 && (
        <p className="text-text-2">No folder has been given to them or to their groups.</p>
      )}
      {isActive && rows.length > 0 && <Rows reach={reach} code={user.workspace.code} />}
      {isActive && (next !== null || previous !== null) && (
        <TableFoot count="" before={previous ?? undefined} after={next ?? undefined} query={query} />
      )}
    </Card>
  )
}
