import type { MemberReport } from '@/lib/groups/plan'
import { Note } from '../ui/note'

const people = (count: number) => `${count.toLocaleString('en-GB')} ${count === 1 ? 'person' : 'people'}`

/** How many were added, and each who was not with the reason. */
export function RefusedList({ report }: { report: MemberReport }) {
  const { changed, refused, lines } = report
  const more = refused - lines.length
  return (
    <div className="grid gap-3" role="status">
      <Note tone={changed > 0 ? 'good' : 'warn'}>
        <b>{people(changed)} added.</b> {people(refused)} not, for these reasons:
      </Note>
      <ul className="max-h-72 overflow-y-auto rounded-r2 border border-line" aria-label="Not added">
        {lines.map(({ userId, name, email, reason }) => (
          <li key={userId} className="border-b border-line px-3 py-2 wrap-anywhere last:border-0">
            <span className="font-strong">{name === '' ? 'Somebody who is gone' : name}</span>{' '}
            <span className="text-text-3">{email}</span>
            <p className="text-t1 text-text-2">{reason}</p>
          </li>
        ))}
        {more > 0 && <li className="px-3 py-2 text-text-3">and {people(more)} more</li>}
      </ul>
    </div>
  )
}
