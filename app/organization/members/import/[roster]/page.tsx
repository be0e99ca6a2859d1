import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Page } from '@/components/frame/page'
import { ApplyRoster } from '@/components/rosters/apply-roster'
import { RosterLines } from '@/components/rosters/roster-lines'
import { RosterStanding } from '@/components/rosters/roster-standing'
import { outcomeWords } from '@/components/rosters/roster-words'
import { LinkButton } from '@/components/ui/link-button'
import { Num } from '@/components/ui/num'
import { StatList } from '@/components/ui/stat-list'
import { Tabs } from '@/components/ui/tabs'
import { membersHref, rosterHref } from '@/lib/portals/portals'
import { openOrganizationPortal } from '@/lib/portals/queries'
import { ListRosterLines, outcomes } from '@/lib/rosters/input'
import { findRoster, listRosterLines } from '@/lib/rosters/queries'
import { readSearch, type SearchParams } from '@/lib/search-params'

export const metadata: Metadata = { title: 'Roster' }

type PageProps = { params: Promise<{ roster: string }>; searchParams: Promise<SearchParams> }

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
  // What was cut short has not come of every line.
  const words = roster.state === 'done' ? 'done' : 'tab'
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
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <StatList
          stats={outcomes.map((outcome) => ({
            label: outcomeWords[outcome][words],
            value: <Num value={roster.counts[outcome]} />,
          }))}
        />
        <RosterStanding roster={roster} />
        <div>
          <Tabs
            label="Lines"
            current={of(asked.outcome)}
            tabs={[
              { href: of(undefined), label: 'All lines', count: roster.lines },
              ...outcomes.map((outcome) => ({
                href: of(outcome),
                label: outcomeWords[outcome][words],
                count: roster.counts[outcome],
              })),
            ]}
          />
          <RosterLines
            rows={page.rows}
            next={page.next}
            previous={page.previous}
            query={query}
            count={`${page.rows.length.toLocaleString('en-GB')} lines on this page`}
          />
        </div>
      </div>
    </Page>
  )
}
