'use client'

import { Building, FolderOpen, Layers } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRef, useState } from 'react'
import { useHasBeen } from '../ui/use-has-been'
import { BarButton } from './bar-button'
import type { PortalEntry } from './portal-entry'

const load = () => import('./portal-list').then((module) => module.PortalList)
const PortalList = dynamic(load, { ssr: false })

export type PortalMenuProps = {
  portals: readonly PortalEntry[]
  /** Where one's own work is. */
  homeHref: string
  /** Where an Organization Admin's workspaces are read when the menu opens. */
  workspacesFrom?: string
  /** The workspace whose portal is open, where it is not among `portals`. */
  openWorkspaceId?: string
  /** Its name. */
  openName?: string
  onOpenPortal?: (entry: PortalEntry) => void
}

/** Where am I administering, and where could I. */
export function PortalMenu(props: PortalMenuProps) {
  const { portals, openName } = props
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const wasOpened = useHasBeen(isOpen)
  const open = portals.find((portal) => portal.isOpen)
  const ofOrganization = openName === undefined && open?.kind === 'organization'
  const word = openName ?? (open === undefined ? 'My work' : ofOrganization ? 'Organization' : open.name)
  const Icon = ofOrganization ? Building : word === 'My work' ? FolderOpen : Layers
  return (
    <>
      <BarButton
        ref={button}
        label={`Portal menu, ${word}`}
        isOpen={isOpen}
        onClick={() => setOpen(!isOpen)}
        onPointerEnter={load}
        onFocus={load}
      >
        <Icon />
        <b className="truncate text-text">{word}</b>
      </BarButton>
      {wasOpened && <PortalList {...props} anchor={button.current} isOpen={isOpen} onClose={() => setOpen(false)} />}
    </>
  )
}
