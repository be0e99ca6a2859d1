'use client'

import { Dialog } from '@base-ui/react/dialog'
import { PaletteBody, type PaletteBodyProps } from './palette-body'

/** Everything one can go to or do, in the middle of the page. */
export function Palette({ isOpen, ...body }: PaletteBodyProps & { isOpen: boolean }) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => open || body.onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-60 bg-scrim transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          aria-label="Search and commands"
          // A dialog of the page that was gone to has the focus already.
          finalFocus={() => document.querySelector('[data-panel]') === null}
          className="fixed top-[max(24px,12dvh)] left-1/2 z-61 flex h-[min(480px,76dvh)] w-[min(640px,calc(100vw-16px))] -translate-x-1/2 flex-col overflow-hidden rounded-[12px] bg-raised text-text shadow-3 outline-none transition-[opacity,scale] duration-100 ease-out data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0 max-desk:top-2 max-desk:h-[min(480px,calc(100dvh-16px))]"
        >
          <PaletteBody {...body} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
