import type { Metadata } from 'next'
import { Page } from '@/components/frame/page'
import { NoticeTable } from '@/components/notices/notice-table'
import { ReadAllHere } from '@/components/notices/read-all-here'
import { Tabs } from '@/components/ui/tabs'
import { ListNotices } from '@/lib/notices/input'
import { listNotices } from '@/lib/notices/queries'
import { noticesHref } from '@/lib/portals/portals'
import { readSearch, type SearchParams } from '@/lib/search-params'
import { requireActor } from '@/lib/session'

export const metadata: Metadata = { title: 'Notices' }

const href = (state: string) => (state === 'all' ? noticesHref : `${noticesHref}?state=${state}`)

export default async function NoticesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor()
  const query = await searchParams
  const input = readSearch(ListNotices, query)
  const page = await listNotices(actor, input)
  const given = Object.entries(input).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const asked = new URLSearchParams(given).toString()
  return (
    <Page
      actor={actor}
      title="Notices"
      about="What you were told of your roles, access and users, in whichever workspace."
      actions={<ReadAllHere asked={asked} page={page} />}
    >
      <Tabs
        label="Which notices"
        current={href(input.state)}
        tabs={[
          { href: href('all'), label: 'All' },
          { href: href('unread'), label: 'Unread' },
        ]}
      />
      <NoticeTable key={asked} page={page} asked={asked} query={query} isUnread={input.state === 'unread'} />
    </Page>
  )
}
