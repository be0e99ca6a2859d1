'use client'

import type { NoticePage } from '@/lib/notices/queries'
import { ReadAll } from './read-all'
import { useNotices } from './use-notices'

/** In the head of the page: of the same list as below it, as it stands now. */
export function ReadAllHere({ asked, page }: { asked: string; page: NoticePage }) {
  const { data = page } = useNotices(asked, page)
  return <ReadAll page={data} />
}
