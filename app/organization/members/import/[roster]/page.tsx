import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Page } from '@/components/frame/page'
import { ApplyRoster } from '@/components/rosters/apply-roster'
import { RosterLines } from '@/components/rosters/roster-lines'
import { RosterProgress } from '@/components/rosters/roster-progress'
import { outcomeWords } from '@/components/rosters/roster-words'
import { LinkButton } from '@/components/ui/link-button'
import { Note } from '@/components/ui/note'
import { Num } from '@/components/ui/num'
import { StatList } from '@/components/ui/stat-list'
import { Tabs } from '@/components/ui/tabs'
import { membersHref, rosterHref } from '@/lib/portals/portals'
import { openOrganizationPortal } from '@/lib/portals/queries'
import { ListRosterLines, outcomes } from '@/lib/rosters/input'
import { findRoster, listRosterLines, type RosterDetails } from '@/lib/rosters/queries'
import { readSearch, type SearchParams } from '@/lib/search-params'

export const metadata: Metadata = { title: 'Roster' }

type PageProps = { params: Promise<{ roster: string }>; searchParams: Promise<SearchParams> }

/** What is to be said of the roster as it stands. */
function Standing({ roster }: { roster: RosterDetails }) {
  const { state, operationId, reason, done, total } = roster
  if (operationId === null)
    return (
      <Note>
        <b>Nothing of this is made yet.</b> Look through the lines; those that are refused are left out.
      </Note>
    )
  if (state === 'queued' || state === 'running')
    return <RosterProgress operationId={operationId} done={done ?? 0} total={total ?? 0} />
  if (state === 'done')
    return (
      <Note tone="good">
        <b>The roster is applied.</b> What came of each line stands below.
      </Note>
    )
  return (
    <Note tone="warn">
      <b>{state === 'cancelled' ? 'It was cancelled.' : 'It ended before all was done.'}</b> {reason} What was made by
      then stays. Import the file again for the rest.
    </Note>
  )
}

export default async function RosterPage({ params, searchParams }: PageProps) {
  const opened = await openOrganizationPortal()
  if (opened.isOffer) return null
  const { actor } = opened
  const roster = await findRoster(actor, (await params).roster)
  if (!roster) notFound()
  const query = await searchParams
  const asked = readSearch(ListRosterLines, query)
  const page = await listRosterLines(actor, roster.id, asked)
  const here = `${rosterHref}/${roster.id}`
  const isApplied = roster.operationId !== null
  const of = (outcome: string | undefined) => (outcome === undefined ? here : `${here}?outcome=${outcome}`)
  return (
    <Page
      actor={actor}
      title={roster.fileName}
      crumbs={[
        { label: 'Members', href: membersHref(null) },
        { label: 'Import roster', href: rosterHref },
      ]}
      about={`A roster of ${roster.lines.toLocaleString('en-GB')} lines, brought by ${roster.broughtBy}.`}
      actions={
        isApplied ? <LinkButton href={membersHref(null)}>All members</LinkButton> : <ApplyRoster roster={roster} />
      }
    >
      <div className="grid gap-5">
        <StatList
          stats={outcomes.map((outcome) => ({
            label: outcomeWords[outcome][isApplied ? 'done' : 'tab'],
            value: <Num value={roster.counts[outcome]} />,
          }))}
        />
        <Standing roster={roster} />
        <div>
          <Tabs
            label="Lines"
            current={of(asked.outcome)}
            tabs={[
              { href: of(undefined), label: 'All lines', count: roster.lines },
              ...outcomes.map((outcome) => ({
                href: of(outcome),
                label: outcomeWords[outcome][isApplied ? 'done' : 'tab'],
                count: roster.counts[outcome],
              })),
            ]}
          />
          <RosterLines
            rows={page.rows}
            next={page.next}
            query={query}
            count={`${page.rows.length.toLocaleString('en-GB')} lines on this page`}
          />
        </div>
      </div>
    </Page>
  )
}
