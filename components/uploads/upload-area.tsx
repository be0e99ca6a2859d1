'use client'

import { CloudUpload } from 'lucide-react'
import { type ReactNode, useContext, useRef, useState } from 'react'
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

/** In milliseconds; a browser says much more often that something is dragged over an element. */
const patience = 500

/** FIL-6: what stands in it takes files and folders that are dropped on it. There is a button for the same. */
export function UploadArea({ folderId, folderName, verdict, children }: UploadAreaProps) {
  const drawnFor = useContext(DrawnForContext)
  const [isOver, setOver] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // Nothing says for sure that a drag has left or was given up: it is over when no more is heard of it.
  const stayFor = (milliseconds: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setOver(false), milliseconds)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is dropped here can be chosen with the button, too
    <div
      className="relative min-h-[55dvh]"
      onDragOver={(event) => {
        if (!hasFiles(event.dataTransfer)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = verdict.ok ? 'copy' : 'none'
        setOver(true)
        stayFor(patience)
      }}
      onDrop={(event) => {
        if (!hasFiles(event.dataTransfer)) return
        event.preventDefault()
        stayFor(0)
        if (!verdict.ok || !drawnFor) return
        void begin(pickedFrom(event.dataTransfer), { folderId, folderName, drawnFor })
      }}
    >
      {children}
      {isOver && (
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
