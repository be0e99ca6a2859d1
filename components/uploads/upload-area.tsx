'use client'

import { CloudUpload } from 'lucide-react'
import { type ReactNode, useContext, useState } from 'react'
import type { Verdict } from '@/lib/rules/verdict'
import { DrawnForContext } from '../change/drawn-for'
import { begin } from './begin'
import { pickedFrom } from './picked'

type UploadAreaProps = {
  folderId: string
  folderName: string
  verdict: Verdict
  children: ReactNode
}

const hasFiles = (transfer: DataTransfer) => transfer.types.includes('Files')

/** FIL-6: what stands in it takes files and folders that are dropped on it. There is a button for the same. */
export function UploadArea({ folderId, folderName, verdict, children }: UploadAreaProps) {
  const drawnFor = useContext(DrawnForContext)
  // Each element under the pointer is entered and left; none is left of the whole when as many were.
  const [depth, setDepth] = useState(0)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is dropped here can be chosen with the button, too
    <div
      className="relative"
      onDragEnter={(event) => hasFiles(event.dataTransfer) && setDepth((now) => now + 1)}
      onDragLeave={(event) => hasFiles(event.dataTransfer) && setDepth((now) => Math.max(0, now - 1))}
      onDragOver={(event) => {
        if (!hasFiles(event.dataTransfer)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = verdict.ok ? 'copy' : 'none'
      }}
      onDrop={(event) => {
        if (!hasFiles(event.dataTransfer)) return
        event.preventDefault()
        setDepth(0)
        if (!verdict.ok || !drawnFor) return
        void begin(pickedFrom(event.dataTransfer), { folderId, folderName, drawnFor })
      }}
    >
      {children}
      {depth > 0 && (
        <div className="pointer-events-none absolute inset-0 z-20 grid min-h-24 place-items-center rounded-r3 border-2 border-accent border-dashed bg-accent-tint/90 p-4">
          <p className="flex max-w-full items-center gap-2 font-strong text-accent-text">
            <CloudUpload className="shrink-0" />
            <span className="wrap-anywhere">{verdict.ok ? `Upload to ${folderName}` : verdict.reason}</span>
          </p>
        </div>
      )}
    </div>
  )
}
