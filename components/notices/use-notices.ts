'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { usePathname, useRouter } from 'next/navigation'
import { startTransition, useEffect, useRef, useTransition } from 'react'
import { readNotice } from '@/lib/notices/actions'
import type { NoticePage, NoticeRow } from '@/lib/notices/queries'
import { useChange } from '../change/use-change'

const key = ['notices'] as const

async function ask(address: string) {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`What you were told could not be read: ${answer.status}.`)
  return answer.json()
}

/**
 * How many the person has not read, up to 100: as drawn, and from then on asked at each page, since what frames pages is
 * not drawn again between them. Not by the clock: a tab left open is nobody at work.
 */
export function useUnread(drawn: number): number {
  const path = usePathname()
  const asked = useRef(path)
  const { data, refetch } = useQuery<number>({
    queryKey: [...key, 'unread'],
    queryFn: async () => (await ask('/api/notices/unread')).unread,
    initialData: drawn,
    staleTime: 1_000,
  })
  useEffect(() => {
    if (asked.current === path) return
    asked.current = path
    void refetch()
  }, [path, refetch])
  return data
}

/** A page of notices; `drawn` by the server, where it was. */
export const useNotices = (asked: string, drawn?: NoticePage) =>
  useQuery<NoticePage>({
    queryKey: [...key, asked],
    queryFn: () => ask(`/api/notices?${asked}`),
    initialData: drawn,
    staleTime: drawn ? 1_000 : 0,
  })

/** After some were read: every list and the bell ask again. */
export function useAskAgain() {
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: key })
}

/** Marks a notice as read, alone or on the way to where it leads; `then` once the new page has come. */
export function useReading() {
  const router = useRouter()
  const askAgain = useAskAgain()
  const { send } = useChange(readNotice)
  const [isLeaving, leave] = useTransition()

  const read = async (noticeId: string) => {
    const result = await send({ noticeId })
    askAgain()
    return result
  }
  const lead = ({ id, path }: Pick<NoticeRow, 'id' | 'path'>, then = () => {}) =>
    leave(async () => {
      // Whether it could be marked or not, they want to go there.
      await read(id).catch(() => null)
      startTransition(() => {
        router.push(path)
        then()
      })
    })
  return { read, lead, isLeaving }
}
