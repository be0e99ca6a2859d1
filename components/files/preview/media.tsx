'use client'

import { useState } from 'react'
import { shownHref } from '@/lib/portals/portals'
import { Why } from '../../ui/why'

type MediaProps = { fileId: string; name: string; version: number; kind: 'image' | 'audio' | 'video' }

/** A picture, sound or film; where the browser cannot show it, a sentence instead. */
export function Media({ fileId, name, version, kind }: MediaProps) {
  const [isBroken, setIsBroken] = useState(false)
  if (isBroken) return <Why>This browser cannot show it. Download the file to look at it.</Why>
  const src = shownHref(fileId, version)
  const label = `Preview of ${name}`
  const fail = () => setIsBroken(true)
  if (kind === 'image')
    return (
      // biome-ignore lint/performance/noImgElement: it is as large as it is, and no other server makes it smaller.
      <img
        src={src}
        alt={label}
        onError={fail}
        className="mx-auto max-h-[60vh] max-w-full rounded-r2 border border-line bg-sunken object-contain"
      />
    )
  // What people keep has no captions of its own.
  if (kind === 'audio')
    // biome-ignore lint/a11y/useMediaCaption: see above.
    return <audio src={src} aria-label={label} onError={fail} controls preload="metadata" className="w-full" />
  return (
    // biome-ignore lint/a11y/useMediaCaption: see above.
    <video
      src={src}
      aria-label={label}
      onError={fail}
      controls
      preload="metadata"
      className="max-h-[60vh] w-full rounded-r2 bg-sunken"
    />
  )
}
