'use client'

import { ChevronDown, Ellipsis } from 'lucide-react'
import dynamic from 'next/dynamic'
import { type ReactNode, useRef, useState } from 'react'
import { Button } from './button'
import type { ButtonVariant } from './button-style'
import type { MenuItem } from './menu-item'
import { useHasBeen } from './use-has-been'

const load = () => import('./menu-popup').then((module) => module.MenuPopup)
const MenuPopup = dynamic(load, { ssr: false })

type MenuProps = {
  /** On the button; with isIcon only read out. */
  label: string
  items: readonly MenuItem[]
  onAction?: (key: string) => void
  isIcon?: boolean
  small?: boolean
  icon?: ReactNode
  variant?: ButtonVariant
}

/** A button and what it can do. The menu's code is fetched as the hand comes near. */
export function Menu({ label, items, onAction, isIcon = false, small, icon, variant = 'default' }: MenuProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const wasOpened = useHasBeen(isOpen)
  return (
    <>
      <Button
        ref={button}
        variant={isIcon ? 'quiet' : variant}
        icon={icon}
        small={small}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={isIcon ? label : undefined}
        data-tip={isIcon ? label : undefined}
        className={isIcon ? (small ? 'px-1!' : 'px-2') : ''}
        onClick={() => setOpen(!isOpen)}
        onPointerEnter={load}
        onFocus={load}
      >
        {isIcon ? <Ellipsis className="m-0!" /> : label}
        {!isIcon && <ChevronDown className="-mr-1 size-3.5" />}
      </Button>
      {wasOpened && (
        <MenuPopup
          label={label}
          items={items}
          anchor={button.current}
          isOpen={isOpen}
          onClose={() => setOpen(false)}
          onAction={onAction}
        />
      )}
    </>
  )
}
