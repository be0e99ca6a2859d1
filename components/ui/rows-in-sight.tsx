'use client'

import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import { as } from './endless-roles'
import { useRowHeight } from './use-row-height'

type RowsInSightProps = {
  /** Scrolls to the row at a place and holds it there while others are measured, which the page's own scrolling does not. */
  reach: Ref<(place: number) => void>
  keys: readonly string[]
  /** The row that holds the focus, by its place; it stays, wherever one scrolls. */
  active: number
  /** Whether more rows are to come, and who is told when somebody comes near the last. */
  hasMore: boolean
  onMore: () => void
  row: (place: number) => ReactNode
}

const bones = 3
const near = 40
/** In pixels; it stays at the top while one scrolls. */
const head = 40

/** Of many rows those in sight; what is not yet there is drawn as bones. */
export function RowsInSight({ reach, keys, active, hasMore, onMore, row }: RowsInSightProps) {
  const body = useRef<HTMLDivElement>(null)
  const { height, margin } = useRowHeight(body)
  const virtual = useWindowVirtualizer({
    count: keys.length + (hasMore ? bones : 0),
    estimateSize: () => height,
    getItemKey: (place) => keys[place] ?? `bone ${place}`,
    scrollMargin: margin,
    scrollPaddingStart: head,
    overscan: 10,
    // As the server draws it, which knows no window.
    initialRect: { width: 0, height: 900 },
    initialOffset: 0,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...(active < keys.length && active >= 0 ? [active] : [])])].sort(
        (a, b) => a - b,
      ),
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: other heights are measured anew.
  useEffect(() => virtual.measure(), [height])

  useImperativeHandle(reach, () => (place) => virtual.scrollToIndex(place), [virtual])

  const items = virtual.getVirtualItems()
  const lastSeen = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && lastSeen >= keys.length - near) onMore()
  }, [hasMore, lastSeen, keys.length, onMore])

  return (
    <div ref={body} {...as.group} className="relative" style={{ height: virtual.getTotalSize() }}>
      {items.map(({ key, index, start }) => (
        <div
          key={key}
          data-index={index}
          ref={virtual.measureElement}
          {...as.nothing}
          className="absolute inset-x-0 top-0"
          style={{ transform: `translateY(${start - margin}px)` }}
        >
          {index < keys.length ? (
            row(index)
          ) : (
            <div aria-hidden="true" className="flex h-[45px] items-center border-b border-line px-4 max-desk:h-[61px]">
              <span className="bone w-48" />
            </div>
          )}
        </div>
      ))}
    </div>
  )
}
