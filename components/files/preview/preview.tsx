'use client'

import dynamic from 'next/dynamic'
import { documentHref } from '@/lib/portals/portals'
import { shownAs } from '@/lib/previews/kinds'
import type { Verdict } from '@/lib/rules/verdict'
import { Why } from '../../ui/why'
import { Media } from './media'

const TextPreview = dynamic(() => import('./text-preview').then((module) => module.TextPreview))

type PreviewProps = {
  node: {
    readonly id: string
    readonly kind: 'folder' | 'file'
    readonly name: string
    readonly version: number
    readonly mayRead: Verdict
  }
}

/** What there is to see of a file, when the panel is opened: never as anything that could run in our pages. */
export function Preview({ node }: PreviewProps) {
  const { id, kind, name, version, mayRead } = node
  if (kind === 'folder') return null
  if (!mayRead.ok) return <Why>{mayRead.reason}</Why>
  const shown = shownAs(name)
  if (!shown) return <Why>There is no preview of this kind of file. Download it.</Why>
  if (shown.kind === 'text' || shown.kind === 'table') return <TextPreview fileId={id} version={version} />
  if (shown.kind !== 'document')
    return <Media key={version} fileId={id} name={name} version={version} kind={shown.kind} />
  return (
    <iframe
      key={version}
      src={documentHref(id, version)}
      title={`Preview of ${name}`}
      className="h-[60vh] w-full rounded-r2 border border-line bg-sunken"
    />
  )
}
