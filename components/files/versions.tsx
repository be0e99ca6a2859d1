'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Download, History } from 'lucide-react'
import { useState } from 'react'
import { downloadHref } from '@/lib/portals/portals'
import { restoreVersion } from '@/lib/versions/actions'
import type { VersionList } from '@/lib/versions/queries'
import { useChange } from '../change/use-change'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { FileSize } from '../ui/file-size'
import { LinkButton } from '../ui/link-button'
import { Time } from '../ui/time'
import { toast } from '../ui/toast'
import { Why } from '../ui/why'

type VersionsProps = { node: { readonly id: string; readonly revision: number } }

async function fetchVersions(fileId: string, before: number | null): Promise<VersionList> {
  const answer = await fetch(`/api/files/versions?file=${fileId}${before === null ? '' : `&before=${before}`}`)
  if (!answer.ok) throw new Error(`The versions answered ${answer.status}.`)
  return answer.json()
}

function useVersions(fileId: string, revision: number) {
  return useInfiniteQuery({
    // Another revision is another list: a restored version stands at its top.
    queryKey: ['versions', fileId, revision],
    queryFn: ({ pageParam }) => fetchVersions(fileId, pageParam),
    initialPageParam: startsAt,
    getNextPageParam: (page) => page.next,
  })
}
const startsAt: number | null = null

/** What a file was before, each version to be downloaded, and to be made the current one again. */
export function Versions({ node }: VersionsProps) {
  const { data, isError, hasNextPage, fetchNextPage, isFetchingNextPage } = useVersions(node.id, node.revision)
  const { send, isPending } = useChange(restoreVersion)
  const [reason, setReason] = useState<string>()
  const first = data?.pages[0]
  const restore = async (version: number, revision: number) => {
    setReason(undefined)
    const result = await send({ fileId: node.id, version, revision })
    if (!result.ok) return setReason(result.reason)
    toast(`Version ${version} is the current one again`)
  }
  return (
    <div className="grid gap-3">
      <div role="alert" className="empty:hidden">
        {reason && <Why tone="bad">{reason}</Why>}
        {isError && <Why tone="bad">The versions could not be read. Try again in a minute.</Why>}
      </div>
      {!first && !isError && <div role="status" aria-label="Reading the versions" className="bone h-10" />}
      <ul className="grid gap-3">
        {data?.pages
          .flatMap((page) => page.rows)
          .map((row) => (
            <li key={row.version} className="flex flex-wrap items-center gap-2">
              <div className="min-w-40 flex-1 wrap-anywhere">
                <span className="font-strong">Version {row.version}</span>{' '}
                {row.isCurrent && <Badge tone="accent">Current</Badge>}
                <p className="text-text-3">
                  <Time at={row.madeAt} as="moment" /> · {row.madeBy} · <FileSize bytes={row.size} />
                </p>
                {row.purgedAt !== null && (
                  <p className="text-t1 text-text-3">
                    Purged on <Time at={row.purgedAt} />
                  </p>
                )}
              </div>
              <LinkButton
                small
                download
                href={downloadHref(node.id, row.version)}
                verdict={first?.mayRead}
                icon={<Download />}
              >
                Download<span className="sr-only"> version {row.version}</span>
              </LinkButton>
              {!row.isCurrent && (
                <Button
                  small
                  pending={isPending}
                  verdict={first?.mayRestore}
                  icon={<History />}
                  onClick={() => restore(row.version, first?.revision ?? node.revision)}
                >
                  Restore<span className="sr-only"> version {row.version}</span>
                </Button>
              )}
            </li>
          ))}
      </ul>
      {hasNextPage && (
        <Button small pending={isFetchingNextPage} onClick={() => fetchNextPage()}>
          Older versions
        </Button>
      )}
    </div>
  )
}
