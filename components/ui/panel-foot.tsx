import type { ReactNode } from 'react'

type PanelFootProps = {
  children: ReactNode
  note?: ReactNode
  /** The note is an answer, to be read out when it comes. */
  isLive?: boolean
}

/** The buttons at the end of a form, with what is to be said beside them. In a dialog or drawer it keeps to the lower edge. */
export function PanelFoot({ children, note, isLive = false }: PanelFootProps) {
  return (
    <div className="flex items-center gap-2 in-data-panel:sticky in-data-panel:bottom-0 in-data-panel:z-1 in-data-panel:-mx-5 in-data-panel:mt-auto in-data-panel:border-t in-data-panel:border-line in-data-panel:bg-raised in-data-panel:px-5 in-data-panel:py-3 max-desk:flex-wrap max-desk:*:[button]:flex-auto">
      <div
        role={isLive ? 'alert' : undefined}
        className="min-w-0 flex-1 desk:not-in-data-panel:order-last max-desk:empty:hidden max-desk:basis-full"
      >
        {note}
      </div>
      {children}
    </div>
  )
}
