'use client'

import { CheckCheck } from 'lucide-react'
import { readAllNotices } from '@/lib/notices/actions'
import type { NoticePage } from '@/lib/notices/queries'
import { useChange } from '../change/use-change'
import { Button } from '../ui/button'
import { toast } from '../ui/toast'
import { useAskAgain } from './use-notices'

type ReadAllProps = { page: Pick<NoticePage, 'newestId' | 'mayReadAll'>; quiet?: boolean }

/** USR-3: marks what the page shows and all before it; what comes meanwhile stays unread. */
export function ReadAll({ page, quiet = false }: ReadAllProps) {
  const { send, isPending } = useChange(readAllNotices)
  const askAgain = useAskAgain()
  const { newestId } = page
  if (newestId === null) return null
  return (
    <Button
      icon={<CheckCheck />}
      variant={quiet ? 'quiet' : 'default'}
      small={quiet}
      pending={isPending}
      verdict={page.mayReadAll}
      onClick={async () => {
        const result = await send({ newestId })
        askAgain()
        if (result.ok) toast(result.value.read === 1 ? 'One notice is read' : `${result.value.read} notices are read`)
        else toast(result.reason, { tone: 'bad' })
      }}
    >
      Mark all as read
    </Button>
  )
}
