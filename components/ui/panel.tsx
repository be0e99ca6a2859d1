'use client'

import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { PanelFoot } from './panel-foot'

export type PanelProps = {
  isOpen: boolean
  onClose: () => void
  title: string
  description?: ReactNode
  /** Buttons at the foot. A Form brings its own. */
  footer?: ReactNode
  children: ReactNode
}

const popup =
  'fixed z-61 flex flex-col overflow-hidden bg-raised text-text shadow-3 outline-none transition-[translate,opacity,scale] duration-180 ease-out'
const sheet =
  'max-desk:inset-x-0 max-desk:top-auto max-desk:bottom-0 max-desk:max-h-[calc(100dvh-24px)] max-desk:rounded-t-[14px] max-desk:data-ending-style:translate-y-full max-desk:data-starting-style:translate-y-full'
const shapes = {
  dialog: `desk:top-1/2 desk:left-1/2 desk:max-h-[calc(100dvh-48px)] desk:w-[480px] desk:-translate-1/2 desk:rounded-[12px] desk:data-ending-style:scale-98 desk:data-ending-style:opacity-0 desk:data-starting-style:scale-98 desk:data-starting-style:opacity-0`,
  'wide-dialog': `desk:top-1/2 desk:left-1/2 desk:max-h-[calc(100dvh-48px)] desk:w-[min(760px,calc(100vw-48px))] desk:-translate-1/2 desk:rounded-[12px] desk:data-ending-style:scale-98 desk:data-ending-style:opacity-0 desk:data-starting-style:scale-98 desk:data-starting-style:opacity-0`,
  drawer: `desk:inset-y-0 desk:right-0 desk:w-[520px] desk:data-ending-style:translate-x-full desk:data-starting-style:translate-x-full max-desk:h-[calc(100dvh-24px)]`,
  navigation:
    'inset-y-0 left-0 w-[min(320px,calc(100vw-48px))] data-ending-style:-translate-x-full data-starting-style:-translate-x-full',
} as const

/** What dialogs and drawers share: the frame around a title, a body that scrolls and a foot. */
export function Panel({
  isOpen,
  onClose,
  title,
  description,
  footer,
  children,
  shape,
}: PanelProps & { shape: keyof typeof shapes }) {
  const body = useRef<HTMLDivElement>(null)
  const startInFirstField = () => {
    const first = body.current?.querySelector<HTMLElement>(
      'input:not([type=hidden]), select, textarea, [data-autofocus]',
    )
    if (!first?.matches('[type=radio]')) return first ?? true
    // Of several radio buttons the chosen one, which is where Tab would lead.
    return first.closest('fieldset')?.querySelector<HTMLElement>('[type=radio]:checked') ?? first
  }
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-60 bg-scrim transition-opacity duration-180 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          data-panel=""
          initialFocus={startInFirstField}
          className={`${popup} ${shape === 'navigation' ? '' : sheet} ${shapes[shape]}`}
        >
          <header className="flex items-start gap-3 py-4 pr-4 pb-3 pl-5">
            <div className="min-w-0 flex-1">
              <Dialog.Title className="mt-0.5 wrap-anywhere">{title}</Dialog.Title>
              {description && (
                <Dialog.Description render={<div />} className="text-text-2">
                  {description}
                </Dialog.Description>
              )}
            </div>
            <Dialog.Close
              aria-label="Close"
              className="grid size-7 shrink-0 place-items-center rounded-r2 text-text-3 hover:bg-press hover:text-text max-desk:size-9"
            >
              <X />
            </Dialog.Close>
          </header>
          <div
            ref={body}
            className="flex min-h-0 flex-1 scroll-pb-20 flex-col gap-5 overflow-auto overscroll-contain px-5 pt-1 *:shrink-0"
          >
            {children}
            {footer && <PanelFoot>{footer}</PanelFoot>}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
