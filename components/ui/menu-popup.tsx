'use client'

import { Menu } from '@base-ui/react/menu'
import Link from 'next/link'
import type { MenuItem } from './menu-item'
import { MenuSurface, type Point } from './menu-surface'

type MenuPopupProps = {
  label: string
  items: readonly MenuItem[]
  anchor: HTMLElement | null
  at?: Point
  isOpen: boolean
  onClose: () => void
  onAction?: (key: string) => void
}

const line =
  'block w-full rounded-r2 px-2.5 py-1.5 text-left -outline-offset-2 select-none data-highlighted:bg-press max-desk:py-2.5'

function Line({ item, onAction }: { item: MenuItem; onAction?: (key: string) => void }) {
  if (item.verdict && !item.verdict.ok)
    return (
      <Menu.Item
        aria-disabled
        closeOnClick={false}
        label={item.label}
        className={`${line} cursor-not-allowed text-text-3`}
      >
        {item.label}
        <span className="block text-t1 leading-4 text-text-2">{item.verdict.reason}</span>
      </Menu.Item>
    )
  const tone = item.isDanger ? 'text-bad' : 'text-text'
  if (item.href !== undefined)
    return (
      <Menu.LinkItem closeOnClick className={`${line} ${tone}`} render={<Link href={item.href} />}>
        {item.label}
      </Menu.LinkItem>
    )
  return (
    <Menu.Item className={`${line} cursor-pointer ${tone}`} onClick={() => onAction?.(item.key)}>
      {item.label}
    </Menu.Item>
  )
}

/** A menu of things to do or places to go. */
export function MenuPopup({ items, onAction, ...surface }: MenuPopupProps) {
  return (
    <MenuSurface {...surface}>
      {items.map((item) => (
        <Line key={item.key} item={item} onAction={onAction} />
      ))}
    </MenuSurface>
  )
}
