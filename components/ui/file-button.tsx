'use client'

import type { ChangeEvent, ReactNode } from 'react'
import { Button } from './button'

type FileButtonProps = {
  /** Read out; what the file is. */
  label: string
  icon: ReactNode
  variant?: 'primary' | 'default'
  accept: string
  pending?: boolean
  onChange: (event: ChangeEvent<HTMLInputElement>) => Promise<void>
  children: ReactNode
}

/** The browser's own file field, which keeps the focus, looking like a button. */
export function FileButton({ label, icon, variant, accept, pending, onChange, children }: FileButtonProps) {
  return (
    <label className="relative inline-flex">
      <input
        type="file"
        accept={accept}
        aria-label={label}
        className="peer sr-only"
        onChange={async (event) => {
          const input = event.currentTarget
          await onChange(event)
          // The same file, mended, can be chosen again.
          input.value = ''
        }}
      />
      <Button
        variant={variant}
        icon={icon}
        pending={pending}
        tabIndex={-1}
        aria-hidden="true"
        onClick={(event) => event.currentTarget.parentElement?.querySelector('input')?.click()}
        className="peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2"
      >
        {children}
      </Button>
    </label>
  )
}
