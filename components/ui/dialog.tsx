'use client'

import dynamic from 'next/dynamic'
import type { PanelProps } from './panel'
import { useHasBeen } from './use-has-been'

const Panel = dynamic(() => import('./panel').then((module) => module.Panel), { ssr: false })

/** A question in the middle of the page. Its code is fetched when it first opens. */
export function Dialog({ isWide = false, ...panel }: PanelProps & { isWide?: boolean }) {
  const wasOpened = useHasBeen(panel.isOpen)
  return wasOpened ? <Panel {...panel} shape={isWide ? 'wide-dialog' : 'dialog'} /> : null
}
