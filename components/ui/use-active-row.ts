'use client'

import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { isTyping } from './move-in-table'
import { rowKeyOf } from './row-key-of'

type Deeds = {
  /** Scrolls to the row at a place, where rows come and go with the window; otherwise the page does. */
  reach: { readonly current: ((place: number) => void) | null }
  extend: (from: number, to: number) => void
  onHelp: () => void
  /** Any other key on a row; true where it was for it. */
  onOther: (key: string, index: number) => boolean
}

/**
 * Arrows or j/k move, with shift they select on, Enter opens, x selects, a full stop opens the row's menu, ? lists the
 * keys. A row may not be in the page yet when it is walked to: it is focused once it is. After `follow` the focus stays in
 * the list when the row that had it goes.
 */
export function useActiveRow(desk: { readonly current: HTMLElement | null }, keys: readonly string[], deeds: Deeds) {
  const [key, setKey] = useState<string>()
  const wanted = useRef(false)
  const stays = useRef(false)
  const place = useRef(0)
  const at = key === undefined ? -1 : keys.indexOf(key)
  if (at >= 0) place.current = at

  useEffect(() => {
    if (key === undefined) return
    if (at < 0) {
      wanted.current = stays.current && document.activeElement === document.body
      stays.current = false
      return setKey(keys[Math.min(place.current, keys.length - 1)])
    }
    if (!wanted.current) return
    const row = desk.current?.querySelector<HTMLElement>(`[data-row="${key}"]`)
    if (!row) return
    wanted.current = false
    row.focus({ preventScroll: true })
    if (deeds.reach.current) deeds.reach.current(at)
    else row.scrollIntoView({ block: 'nearest' })
  }, [desk, key, at, keys, deeds.reach])

  const go = (index: number) => {
    const next = keys[index]
    if (next === undefined) return
    wanted.current = true
    setKey(next)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event
    if (!(target instanceof Element) || isTyping(target) || event.ctrlKey || event.metaKey || event.altKey) return
    const handled = () => event.preventDefault()
    if (event.key === '?') {
      handled()
      return deeds.onHelp()
    }
    const row = target.closest<HTMLElement>('[data-row]')
    const index = row ? keys.indexOf(row.dataset.row ?? '') : -1
    const press = (selector: string) => {
      handled()
      row?.querySelector<HTMLElement>(selector)?.click()
    }
    const step = (by: number) => {
      handled()
      go(Math.max(0, index + by))
      if (event.shiftKey && keys[index + by] !== undefined) deeds.extend(index, index + by)
    }
    switch (event.key) {
      case 'ArrowDown':
      case 'j':
        return step(1)
      case 'ArrowUp':
      case 'k':
        return step(-1)
      case 'Home':
        handled()
        return go(0)
      case 'End':
        handled()
        return go(keys.length - 1)
    }
    if (!row) return
    if (event.key === 'x') return press('[data-select]')
    if (event.key === '.') return press('[data-more]')
    if (event.key === 'Enter' && target === row) return press('a[href]')
    if (index >= 0 && deeds.onOther(event.key, index)) handled()
  }

  return {
    active: at,
    isActive: (index: number) => index === Math.max(0, at),
    onKeyDown,
    onFocus: ({ target }: { target: EventTarget }) => {
      const focused = target instanceof Element ? rowKeyOf(target) : undefined
      if (focused !== undefined) setKey(focused)
    },
    follow: () => {
      stays.current = true
    },
  }
}
