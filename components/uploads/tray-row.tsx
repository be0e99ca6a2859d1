'use client'

import { CircleAlert, CircleCheck, Pause, Play, RotateCw, X } from 'lucide-react'
import { sizeWords } from '@/lib/rules/size'
import { IconButton } from '../ui/icon-button'
import { cancel, pause, resume } from './queue'
import type { Upload } from './uploads'

const words = {
  waiting: 'Waiting',
  sending: '',
  checking: 'Checking what arrived',
  paused: 'Paused',
  offline: 'Waiting for the connection',
  asks: 'Choose the file again',
  done: 'Uploaded',
  failed: 'Failed',
} as const satisfies Record<Upload['state'], string>

const percent = ({ size, sent }: Upload) => (size === 0 ? 0 : Math.floor((sent / size) * 100))

function stateWords(upload: Upload): string {
  const { state, size, sent, reason } = upload
  if (reason && (state === 'failed' || state === 'asks' || state === 'waiting')) return reason
  if (state === 'done') return `${sizeWords(size)} in ${upload.target.folderName}`
  const far = sent > 0 ? `${percent(upload)} % of ${sizeWords(size)}` : sizeWords(size)
  return [words[state], far].filter(Boolean).join(', ')
}

/** One file: how far it is, and what can be done about it. */
export function TrayRow({ upload }: { upload: Upload }) {
  const { id, name, state } = upload
  const isOn = state === 'sending' || state === 'waiting' || state === 'offline'
  return (
    <li className="relative flex items-center gap-3 py-1.5 pr-2 pl-4">
      <div className="min-w-0 flex-1">
        <p className="truncate" data-tip={name}>
          {name}
        </p>
        <p className={`wrap-anywhere text-t1 ${state === 'failed' ? 'text-bad' : 'text-text-3'}`}>
          {stateWords(upload)}
        </p>
      </div>
      {state === 'done' && <CircleCheck aria-label="Uploaded" className="mr-1.5 size-4 text-good" />}
      {state === 'failed' && <CircleAlert aria-label="Failed" className="size-4 text-bad" />}
      {isOn && (
        <IconButton label={`Pause ${name}`} onClick={() => pause(id)}>
          <Pause />
        </IconButton>
      )}
      {state === 'paused' && (
        <IconButton label={`Go on with ${name}`} onClick={() => resume(id)}>
          <Play />
        </IconButton>
      )}
      {state === 'failed' && (
        <IconButton label={`Try ${name} again`} onClick={() => resume(id)}>
          <RotateCw />
        </IconButton>
      )}
      {state !== 'done' && state !== 'checking' && (
        <IconButton label={`Cancel ${name}`} onClick={() => void cancel(id)}>
          <X />
        </IconButton>
      )}
      {(state === 'sending' || state === 'paused' || state === 'offline') && (
        <span className="absolute inset-x-4 bottom-0 h-px bg-line">
          <span
            className="block h-full bg-accent transition-[width] duration-300"
            style={{ width: `${percent(upload)}%` }}
          />
        </span>
      )}
    </li>
  )
}
