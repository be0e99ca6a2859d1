import { membersHref } from '@/lib/portals/portals'
import type { RosterDetails } from '@/lib/rosters/queries'
import { LinkButton } from '../ui/link-button'
import { Note } from '../ui/note'
import { RosterProgress } from './roster-progress'

const number = new Intl.NumberFormat('en-GB')

function NotYet({ newWorkspaces: { count, first } }: RosterDetails) {
  const more = count - first.length
  return (
    <Note>
      <b>Nothing of this is made yet.</b> Look through the lines; those that are refused are left out.
      {count > 0 && (
        <p>
          It makes {count === 1 ? 'one workspace that is' : `${number.format(count)} workspaces that are`} not there
          yet: {first.join(', ')}
          {more > 0 && ` and ${number.format(more)} more`}.
        </p>
      )}
    </Note>
  )
}

/** INV-7: what is to be said of a roster as it stands. */
export function RosterStanding({ roster }: { roster: RosterDetails }) {
  const { state, operationId, reason, done, total } = roster
  if (operationId === null) return <NotYet {...roster} />
  if (state === 'queued' || state === 'running')
    return (
      <RosterProgress operationId={operationId} done={done ?? 0} total={total ?? 0} secondsLeft={roster.secondsLeft} />
    )
  if (state === 'done')
    return (
      <Note
        tone="good"
        action={
          <LinkButton small href={`${membersHref(null)}?state=never`}>
            Never signed in
          </LinkButton>
        }
      >
        <b>The roster is applied.</b> What came of each line stands below. People who are new sign in once they have set
        a password: send them a link from their page.
      </Note>
    )
  return (
    <Note tone="warn">
      <b>{state === 'cancelled' ? 'It was cancelled.' : 'It ended before all was done.'}</b> {reason} What was done by
      then, {number.format(done ?? 0)} of {number.format(total ?? 0)} lines, stays. Import the file again for the rest.
    </Note>
  )
}
