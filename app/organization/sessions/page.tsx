import type { Metadata } from 'next'
import { Page } from '@/components/frame/page'
import { SessionTable } from '@/components/sessions/session-table'
import { SearchBox } from '@/components/ui/search-box'
import { openOrganizationPortal } from '@/lib/portals/queries'
import { readSearch, type SearchParams } from '@/lib/search-params'
import { ListAllSessions } from '@/lib/sessions/input'
import { listAllSessions } from '@/lib/sessions/queries'

export const metadata: Metadata = { title: 'Sessions' }

export default async function SessionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const opened = await openOrganizationPortal()
  if (opened.isOffer) return null
  const { actor } = opened
  const query = await searchParams
  const page = await listAllSessions(actor, readSearch(ListAllSessions, query))
  return (
    <Page
      actor={actor}
      title="Sessions"
      about="Every browser that is signed in, and as which user it acts. One that is signed out here is out at its next request."
    >
      <SessionTable page={page} query={query}>
        <SearchBox label="Search sessions" placeholder="Name or e-mail" />
      </SessionTable>
    </Page>
  )
}
