'use client'

import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'

/** A page of a list that goes on beyond `next`. */
type PageOf<Row> = { readonly rows: readonly Row[]; readonly next: string | null }

const root = 'files'

async function ask<Page>(address: string): Promise<Page> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}.`)
  return answer.json()
}

type Asked = Readonly<Record<string, string | undefined>>

/** A list of files that is read page by page; `first` as the server drew it, where it did. */
export function usePages<Row, Page extends PageOf<Row> = PageOf<Row>>(from: string, asked: Asked, first?: Page) {
  const given = Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const query = new URLSearchParams(given).toString()
  const queryKey = useMemo(() => [root, from, query], [from, query])
  const { data, isError, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) =>
      ask<Page>(`${from}?${query}${pageParam === null ? '' : `&after=${encodeURIComponent(pageParam)}`}`),
    initialPageParam: null,
    getNextPageParam: (page: Page): string | null => page.next,
    initialData: first && { pages: [first], pageParams: [null] },
    staleTime: 10_000,
  })
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data])
  const more = useCallback(() => {
    if (!isFetchingNextPage && !isError) void fetchNextPage()
  }, [isFetchingNextPage, isError, fetchNextPage])

  return {
    pages: data?.pages ?? [],
    rows,
    more,
    hasMore: hasNextPage,
    isError,
    /** Nothing has come yet. */
    isFirst: !data && !isError,
  }
}

/** Shows at once what a change made of things, in every list they stand in; null takes them out. */
export function useEdit() {
  const client = useQueryClient()
  return (ids: ReadonlySet<string>, changed: { readonly name: string; readonly revision: number } | null) => {
    const edit = (row: { readonly id: string }) => (ids.has(row.id) ? (changed ? { ...row, ...changed } : []) : row)
    client.setQueriesData<InfiniteData<PageOf<{ readonly id: string }>>>(
      { queryKey: [root] },
      (list) => list && { ...list, pages: list.pages.map((page) => ({ ...page, rows: page.rows.flatMap(edit) })) },
    )
  }
}

/** After a change: every list of files asks again. */
export function useAskAgain() {
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: [root] })
}
