'use client'

import { Check, X } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { renameNode } from '@/lib/files/actions'
import { RenameNode } from '@/lib/files/input'
import type { Theirs } from '@/lib/result'
import { useChange } from '../change/use-change'
import { IconButton } from '../ui/icon-button'
import { toast } from '../ui/toast'
import { Why } from '../ui/why'
import { NodeIcon } from './node-name'

type RenameInPlaceProps = {
  node: { id: string; kind: 'folder' | 'file'; place: string | null; name: string; revision: number }
  /** With the name it has now. */
  onDone: (changed: { name: string; revision: number }) => void
  onClose: () => void
}

const unreached = 'That did not reach the server. Reload and look before trying again.'

/** FIL-1, SEC-9: Enter saves, Escape leaves it as it was. */
export function RenameInPlace({ node, onDone, onClose }: RenameInPlaceProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const { send, isPending } = useChange(renameNode)
  const [reason, setReason] = useState<string>()
  const [theirs, setTheirs] = useState<Theirs>()

  // The ending of a file says what it is, and mostly stays.
  useEffect(() => {
    const dot = node.kind === 'file' ? node.name.lastIndexOf('.') : -1
    input.current?.focus()
    input.current?.setSelectionRange(0, dot > 0 ? dot : node.name.length)
  }, [node.kind, node.name])

  const close = () => {
    input.current?.closest<HTMLElement>('[data-row]')?.focus()
    onClose()
  }

  const undo = async (revision: number) => {
    const result = await send({ nodeId: node.id, name: node.name, revision }).catch(() => null)
    if (!result?.ok) return toast(result?.reason ?? unreached, { tone: 'bad' })
    onDone({ name: node.name, revision: result.value.revision })
    toast('Taken back')
  }

  const save = async (event: FormEvent) => {
    event.preventDefault()
    const name = input.current?.value ?? ''
    if (isPending) return
    if (name === node.name) return close()
    const parsed = RenameNode.safeParse({ nodeId: node.id, name, revision: theirs?.revision ?? node.revision })
    if (!parsed.success) {
      setReason(parsed.error.issues[0]?.message)
      return input.current?.focus()
    }
    const result = await send(parsed.data).catch(() => null)
    if (!result?.ok) {
      setReason(result?.fields?.name ?? result?.reason ?? unreached)
      setTheirs(result?.theirs)
      return input.current?.focus()
    }
    const { revision } = result.value
    onDone({ name: parsed.data.name, revision })
    close()
    toast(`Renamed to ${parsed.data.name}`, { undo: () => undo(revision) })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    close()
  }

  return (
    <form noValidate onSubmit={save} className="py-1.5">
      <div className="flex items-center gap-2.5">
        <NodeIcon kind={node.kind} place={node.place} />
        <input
          ref={input}
          defaultValue={node.name}
          aria-label={`New name for ${node.name}`}
          aria-invalid={reason === undefined ? undefined : true}
          aria-describedby={reason === undefined ? undefined : id}
          aria-busy={isPending || undefined}
          onKeyDown={onKeyDown}
          className="input h-8! max-w-110"
          autoComplete="off"
          spellCheck={false}
        />
        <span className="flex">
          <IconButton small type="submit" label={theirs ? 'Save over theirs' : 'Save'}>
            <Check />
          </IconButton>
          <IconButton small label="Leave as it was" onClick={close}>
            <X />
          </IconButton>
        </span>
      </div>
      <div role="alert" className="mt-1 ml-6.5 empty:hidden">
        {reason !== undefined && (
          <Why tone="bad" id={id}>
            {reason}
            {theirs && ` It is called “${theirs.values.name}” now; save again to put yours over it.`}
          </Why>
        )}
      </div>
    </form>
  )
}
