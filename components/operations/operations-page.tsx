import { ListOperations, OpenOperation } from '@/lib/operations/input'
import { findOperation, listOperations } from '@/lib/operations/queries'
import type { UserActor } from '@/lib/rules/actor'
import { readSearch, type SearchParams } from '@/lib/search-params'
import { Page } from '../frame/page'
import { queryHref } from '../ui/table-query'
import { Tabs } from '../ui/tabs'
import { OperationPanel } from './operation-panel'
import { OperationsList } from './operations-list'

type OperationsPageProps = {
  actor: UserActor
  about: string
  basePath: string
  /** Only those that touch this workspace. */
  workspaceId?: string
  params: SearchParams
}

/** The page "Operations in progress" of a portal or of one's own place. */
export async function OperationsPage({ actor, about, basePath, workspaceId, params }: OperationsPageProps) {
  const input = { ...readSearch(ListOperations, { state: 'open', ...params }), workspaceId }
  const { operation: openId } = readSearch(OpenOperation, params)
  const [page, open] = await Promise.all([
    listOperations(actor, input),
    openId === undefined ? null : findOperation(actor, openId),
  ])
  const href = (state: string) => (state === 'open' ? basePath : `${basePath}?state=${state}`)
  const given = Object.entries(input).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return (
    <Page actor={actor} title="Operations in progress" about={about}>
      <Tabs
        label="Which operations"
        current={href(input.state)}
        tabs={[
          { href: href('open'), label: 'In progress' },
          { href: href('ended'), label: 'Ended' },
          { href: href('all'), label: 'All' },
        ]}
      />
      <OperationsList
        key={input.state}
        page={page}
        asked={new URLSearchParams(given).toString()}
        query={params}
        isOpenOnly={input.state === 'open'}
        clearHref={basePath}
      />
      {open && (
        <OperationPanel
          key={open.id}
          operation={open}
          closeHref={`${basePath}${queryHref(params, { after: params.after, before: params.before, operation: undefined })}`}
        />
      )}
    </Page>
  )
}
