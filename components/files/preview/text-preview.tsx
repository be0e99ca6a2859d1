'use client'

import { useQuery } from '@tanstack/react-query'
import type { Preview } from '@/lib/previews/queries'
import { Why } from '../../ui/why'
import { TablePreview } from './table-preview'

type TextPreviewProps = { fileId: string; version: number }

async function fetchPreview({ fileId, version }: TextPreviewProps): Promise<Preview> {
  const answer = await fetch(`/api/files/preview?file=${fileId}&version=${version}`)
  if (!answer.ok) throw new Error(`A preview answered ${answer.status}.`)
  return answer.json()
}

/** The beginning of a text or a table. */
export function TextPreview(props: TextPreviewProps) {
  const { data, isError } = useQuery({
    queryKey: ['preview', props.fileId, props.version],
    queryFn: () => fetchPreview(props),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (isError) return <Why tone="bad">The preview could not be read. Try again in a minute.</Why>
  if (!data) return <div role="status" aria-label="Reading the preview" className="bone h-40" />
  if (data.kind === 'none') return <Why>There is no preview of this kind of file. Download it.</Why>
  if (data.kind === 'text' && data.text === '') return <Why>The file is empty.</Why>
  return (
    <div className="grid gap-2">
      {data.kind === 'table' ? (
        <TablePreview rows={data.rows} />
      ) : (
        <section
          aria-label="Text of the file"
          className="max-h-[60vh] overflow-auto rounded-r2 border border-line bg-sunken"
        >
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys. */}
          <pre tabIndex={0} className="w-max min-w-full p-3 font-mono text-t1">
            {data.text}
          </pre>
        </section>
      )}
      {data.isCut && <Why>This is the beginning. Download the file for all of it.</Why>}
    </div>
  )
}
