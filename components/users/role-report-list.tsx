import { CircleCheck, CircleSlash } from 'lucide-react'
import type { RoleReport } from '@/lib/delegation/plan'
import { Badge } from '../ui/badge'

type RoleReportListProps = {
  report: RoleReport
  role: string
  isGranted: boolean
  /** Whether it has happened, or would. */
  isDone?: boolean
}

const users = (count: number) => `${count.toLocaleString('en-GB')} ${count === 1 ? 'user' : 'users'}`

/** Numbers first, then a line for each user, oneself before those who stay as they are, and these before the others. */
export function RoleReportList({ report, role, isGranted, isDone = false }: RoleReportListProps) {
  const { changed, refused, lines } = report
  const now = `${changed === 1 ? 'is' : 'are'} ${isGranted ? 'now' : 'no longer'}`
  const verb = isDone ? now : isGranted ? 'will be' : 'will no longer be'
  const more = changed + refused - lines.length
  return (
    <div className="grid gap-3">
      <p role="status">
        <b>{users(changed)}</b> {verb} {role}
        {refused > 0 && (
          <>
            , <b>{users(refused)}</b> {isDone ? 'stayed as they were' : 'will stay as they are'}
          </>
        )}
        .
      </p>
      <ul className="max-h-72 overflow-y-auto rounded-r2 border border-line" aria-label="Each user">
        {lines.map((line) => (
          <li
            key={line.userId}
            className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2.5 border-b border-line px-3 py-2 last:border-0 [&>.lucide]:mt-0.5 [&>.lucide]:size-4"
          >
            {line.reason === null ? <CircleCheck className="text-good" /> : <CircleSlash className="text-text-3" />}
            <div className="min-w-0 wrap-anywhere">
              <p>
                <span className="font-strong">{line.name}</span> in {line.workspaceName}{' '}
                {line.isActor && <Badge>You</Badge>}
              </p>
              <p className="text-t1 text-text-3">{line.email}</p>
              {line.reason !== null && <p className="text-t1 text-text-2">{line.reason}</p>}
            </div>
          </li>
        ))}
        {more > 0 && <li className="px-3 py-2 text-text-3">and {users(more)} more</li>}
      </ul>
    </div>
  )
}
