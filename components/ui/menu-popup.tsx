'use client'

import { Menu } from '@base-ui/react/menu'
import Link from 'next/link'
import type { MenuItem } from './menu-item'

type MenuPopupProps = {
  label: string
  items: readonly MenuItem[]
  anchor: HTMLElement | null
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

/** A menu that hangs on whatever element opened it. */
export function MenuPopup({ label, items, anchor, isOpen, onClose, onAction }: MenuPopupProps) {
  return (
    <Menu.Root open={isOpen} onOpenChange={(open) => open || onClose()}>
      {/* Inside the landmark it belongs to, so that it is found there. */}
      <Menu.Portal container={anchor?.closest<HTMLElement>('[role=dialog], main')}>
        <Menu.Positioner
          anchor={anchor}
          side="bottom"
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Menu.Popup
            aria-label={label}
            finalFocus={() => anchor ?? true}
            className="max-h-[min(420px,var(--available-height))] max-w-[min(300px,calc(100vw-16px))] min-w-44 origin-(--transform-origin) overflow-auto rounded-r3 bg-raised p-1.5 shadow-2 outline-none transition-[opacity,scale] duration-100 data-ending-style:opacity-0 data-starting-style:scale-97 data-starting-style:opacity-0"
          >
            {items.map((item) => (
              <Line key={item.key} item={item} onAction={onAction} />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
