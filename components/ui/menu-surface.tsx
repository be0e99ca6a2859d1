'use client'

import { Menu } from '@base-ui/react/menu'
import type { ReactNode } from 'react'

type MenuSurfaceProps = {
  label: string
  anchor: HTMLElement | null
  /** Where the pointer was, in pixels of the window: the menu opens there and not at the anchor. */
  at?: Point
  isOpen: boolean
  onClose: () => void
  children: ReactNode
}

export type Point = { readonly x: number; readonly y: number }

/** Whether what was chosen, or whoever pressed beside the menu, has the focus somewhere else already. */
const isElsewhere = () => {
  const { activeElement, body } = document
  return activeElement !== null && activeElement !== body && !activeElement.closest('[role=menu]')
}

/** The look and the place of every menu: it hangs on whatever element opened it. */
export function MenuSurface({ label, anchor, at, isOpen, onClose, children }: MenuSurfaceProps) {
  return (
    <Menu.Root open={isOpen} onOpenChange={(open) => open || onClose()}>
      {/* Inside the landmark it belongs to, so that it is found there. */}
      <Menu.Portal container={anchor?.closest<HTMLElement>('[role=dialog], main')}>
        <Menu.Positioner
          anchor={at ? { getBoundingClientRect: () => DOMRect.fromRect(at) } : anchor}
          side="bottom"
          align={at ? 'start' : 'end'}
          sideOffset={at ? 0 : 4}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Menu.Popup
            aria-label={label}
            finalFocus={() => !isElsewhere() && (anchor ?? true)}
            className="max-h-[min(420px,var(--available-height))] max-w-[min(300px,calc(100vw-16px))] min-w-44 origin-(--transform-origin) overflow-auto rounded-r3 bg-raised p-1.5 shadow-2 outline-none transition-[opacity,scale] duration-100 data-ending-style:opacity-0 data-starting-style:scale-97 data-starting-style:opacity-0"
          >
            {children}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
