'use client'

import { Popover } from '@base-ui/react/popover'
import type { ReactNode } from 'react'

type BarPopoverProps = {
  label: string
  anchor: HTMLElement | null
  isOpen: boolean
  onClose: () => void
  align: 'start' | 'end'
  children: ReactNode
}

/** What hangs from a button of the top bar. */
export function BarPopover({ label, anchor, isOpen, onClose, align, children }: BarPopoverProps) {
  return (
    <Popover.Root open={isOpen} onOpenChange={(open) => open || onClose()}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          side="bottom"
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50"
        >
          <Popover.Popup
            aria-label={label}
            initialFocus={() => document.querySelector<HTMLElement>('[data-start]') ?? true}
            finalFocus={() => anchor ?? true}
            className="max-h-[min(640px,var(--available-height))] w-[min(360px,calc(100vw-16px))] origin-(--transform-origin) overflow-auto overscroll-contain rounded-r3 bg-raised p-1.5 shadow-2 outline-none transition-[opacity,scale] duration-100 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0"
          >
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
