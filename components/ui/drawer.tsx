'use client'

import dynamic from 'next/dynamic'
import type { PanelProps } from './panel'
import { useHasBeen } from './use-has-been'

const Panel = dynamic(() => import('./panel').then((module) => module.Panel), { ssr: false })

/** A longer piece of work beside the page: from the right on a desk, from below on a phone. */
export function Drawer(panel: PanelProps) {
  const wasOpened = useHasBeen(panel.isOpen)
  return wasOpened ? <Panel {...panel} shape="drawer" /> : null
}
