'use client'

import { ThemeProvider } from 'next-themes'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { Copying } from '../ui/copying'
import { Toaster } from '../ui/toaster'
import { Tooltip } from '../ui/tooltip'

/** What every page needs once: the theme, the URL as state, the tooltip and the toasts. */
export function Providers({
  nonce,
  children,
}: {
  /** Of the content security policy. */ nonce?: string
  children: ReactNode
}) {
  return (
    <ThemeProvider attribute="data-theme" nonce={nonce} disableTransitionOnChange>
      <NuqsAdapter>{children}</NuqsAdapter>
      <Tooltip />
      <Copying />
      <Toaster />
    </ThemeProvider>
  )
}
