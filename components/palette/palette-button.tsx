'use client'

import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { useHasBeen } from '../ui/use-has-been'
import type { PaletteBodyProps } from './palette-body'

const load = () => import('./palette').then((module) => module.Palette)
const Palette = dynamic(load, { ssr: false })

type PaletteButtonProps = Omit<PaletteBodyProps, 'onClose'> & {
  /** Whether the key is ⌘ K instead of Ctrl K. */
  isApple: boolean
}

const isLetterK = ({ key, code }: KeyboardEvent) => key.toLowerCase() === 'k' || (key > '\x7f' && code === 'KeyK')

/** Opens the palette, as Ctrl or ⌘ K does from everywhere. */
export function PaletteButton({ isApple, ...palette }: PaletteButtonProps) {
  const [isOpen, setOpen] = useState(false)
  // The key is named once it is heard.
  const [isListening, setListening] = useState(false)
  const wasOpened = useHasBeen(isOpen)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { ctrlKey, metaKey, shiftKey, altKey } = event
      const isHeld = isApple ? metaKey && !ctrlKey : ctrlKey && !metaKey
      if (!isHeld || shiftKey || altKey || !isLetterK(event)) return
      event.preventDefault()
      // Over a dialog of the page it would be a second one.
      if (!event.repeat && !document.querySelector('[data-panel]')) setOpen((isOpenNow) => !isOpenNow)
    }
    window.addEventListener('keydown', press)
    setListening(true)
    return () => window.removeEventListener('keydown', press)
  }, [isApple])
  return (
    <>
      <button
        type="button"
        aria-label="Search and commands"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-keyshortcuts={isListening ? (isApple ? 'Meta+K' : 'Control+K') : undefined}
        onClick={() => setOpen(true)}
        onPointerEnter={load}
        onFocus={load}
        className="flex h-8 w-full items-center gap-2 rounded-r2 bg-surface px-2.5 text-left text-text-3 inset-ring inset-ring-line-strong hover:bg-hover max-desk:size-9 max-desk:justify-center max-desk:bg-transparent max-desk:px-0 max-desk:inset-ring-0"
      >
        <Search />
        <span className="min-w-0 flex-1 truncate max-desk:hidden">Search or jump to…</span>
        <kbd className="max-desk:hidden">{isApple ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      {wasOpened && <Palette {...palette} isOpen={isOpen} onClose={() => setOpen(false)} />}
    </>
  )
}
