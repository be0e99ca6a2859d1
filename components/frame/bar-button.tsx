'use client'

import { ChevronsUpDown } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'

type BarButtonProps = Omit<ComponentProps<'button'>, 'disabled'> & {
  children: ReactNode
  isOpen: boolean
  label: string
}

/** A button of the top bar that opens a popover. */
export function BarButton({ children, isOpen, label, ...rest }: BarButtonProps) {
  return (
    <button
      {...rest}
      type="button"
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      aria-label={label}
      className="flex h-[34px] min-w-0 items-center gap-2 rounded-r2 px-2 text-left text-text-2 hover:bg-press aria-expanded:bg-press max-desk:gap-1.5 max-desk:px-1.5"
    >
      {children}
      <ChevronsUpDown className="size-3.5 text-text-3" />
    </button>
  )
}
