'use client'

import { Menu } from 'lucide-react'
import dynamic from 'next/dynamic'
import { startTransition, useState } from 'react'
import { IconButton } from '../ui/icon-button'
import { useHasBeen } from '../ui/use-has-been'
import { type NavSection, SideNav } from './side-nav'

const load = () => import('../ui/panel').then((module) => module.Panel)
const Panel = dynamic(load, { ssr: false })

type NavButtonProps = { label: string; sections: readonly NavSection[]; portal?: 'organization' | 'workspace' }

/** The side navigation on a phone. */
export function NavButton({ label, sections, portal }: NavButtonProps) {
  const [isOpen, setOpen] = useState(false)
  const wasOpened = useHasBeen(isOpen)
  const close = () => setOpen(false)
  return (
    <span className="desk:hidden">
      <IconButton
        label="Open navigation"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPointerEnter={load}
        onClick={() => setOpen(true)}
      >
        <Menu />
      </IconButton>
      {wasOpened && (
        <Panel isOpen={isOpen} onClose={close} title={label} shape="navigation">
          <div className="-mx-2 pb-5">
            {/* It goes when the page has come, and shows until then that it is coming. */}
            <SideNav label={label} sections={sections} portal={portal} onNavigate={() => startTransition(close)} />
          </div>
        </Panel>
      )}
    </span>
  )
}
