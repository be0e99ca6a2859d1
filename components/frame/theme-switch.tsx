'use client'

import { Contrast } from 'lucide-react'
import { useTheme } from 'next-themes'
import { IconButton } from '../ui/icon-button'

export function ThemeSwitch() {
  const { resolvedTheme, setTheme } = useTheme()
  return (
    <IconButton label="Switch light and dark" onClick={() => setTheme(resolvedTheme === 'dark' ? 'light' : 'dark')}>
      <Contrast className="[&>path]:fill-current" />
    </IconButton>
  )
}
