import type { ReactNode } from 'react'
import type { ListLogInput } from '@/lib/audit/input'
import type { UserActor } from '@/lib/rules/actor'
import type { SearchParams } from '@/lib/search-params'

/** What both logs of the page are given; the children are their search. */
export type LogProps = {
  actor: UserActor
  workspaceId: string | undefined
  asked: ListLogInput
  query: SearchParams
  clearHref: string
  children: ReactNode
}

/** Whether anything narrows the list. */
export const isNarrowed = ({ q, who, event, from, to }: ListLogInput): boolean =>
  q !== '' || [who, event, from, to].some((value) => value !== undefined)

/** Previous and next page, as the table's foot takes them. */
export const footOf = (
  page: { rows: readonly unknown[]; next: number | null; previous: number | null },
  noun: string,
) => ({
  count: `${page.rows.length} ${noun}${page.rows.length === 1 ? '' : 's'} on this page, newest first`,
  before: page.previous === null ? undefined : String(page.previous),
  after: page.next === null ? undefined : String(page.next),
})
