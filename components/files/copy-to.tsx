'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { copyNodes } from '@/lib/copies/actions'
import type { CopyNodesInput } from '@/lib/copies/input'
import { operationsHref } from '@/lib/portals/portals'
import { refuseIf } from '@/lib/rules/verdict'
import { useChange } from '../change/use-change'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { PanelFoot } from '../ui/panel-foot'
import { toast } from '../ui/toast'
import { Why } from '../ui/why'
import { copiedWords } from './copied-words'
import { DestinationTree } from './destination-tree'
import { useAskAgain } from './use-pages'
import { inParts, thingsOf } from './use-trash'

type Named = { readonly id: string; readonly name: string }
type Left = { readonly name: string; readonly reason: string }

type CopyToProps = {
  nodes: readonly Named[]
  /** Where the folders begin that they can go to. */
  root: Named
  /** The way to the folder they lie in, itself last; empty where they lie in several. */
  way: readonly Named[]
  onClose: () => void
}

const rules = [
  { value: 'keep-both', label: 'Keep both; the copy gets a number' },
  { value: 'replace', label: 'Replace it; what it was stays as a version' },
  { value: 'skip', label: 'Skip it' },
] as const satisfies readonly { value: CopyNodesInput['ifTaken']; label: string }[]

/** CPM-4, CPM-7, CPM-8: copies into a folder of the workspace; what was not copied is said, and why. */
export function CopyTo({ nodes, root, way, onClose }: CopyToProps) {
  const router = useRouter()
  const { send, isPending } = useChange(copyNodes)
  const askAgain = useAskAgain()
  const [chosen, setChosen] = useState<Named>()
  const [ifTaken, setIfTaken] = useState<CopyNodesInput['ifTaken']>('keep-both')
  const [reason, setReason] = useState<string>()
  // Of many, what is still to be sent: some may be copied already when others are refused.
  const [waiting, setWaiting] = useState(nodes)
  const [left, setLeft] = useState<readonly (Left & { readonly place: number })[]>([])
  const [isOver, setOver] = useState(false)

  const copy = async () => {
    if (!chosen) return
    setReason(undefined)
    const leftOut: Left[] = []
    const came = { copied: 0, skipped: 0, isInBackground: false }
    const { done, reason } = await inParts(waiting, async (nodeIds) => {
      const result = await send({ nodeIds, folderId: chosen.id, ifTaken })
      if (result.ok) {
        const { operationId, copied, skipped } = result.value
        leftOut.push(...result.value.leftOut)
        came.copied += copied
        came.skipped += skipped
        came.isInBackground ||= operationId !== null
      }
      return result
    })
    askAgain()
    router.refresh()
    if (done.length > 0 && came.isInBackground)
      toast(`Copying ${thingsOf(done)} to ${chosen.name}`, { link: { href: operationsHref, label: 'Operations' } })
    else if (done.length > 0) toast(copiedWords(thingsOf(done), chosen.name, { ...came, leftOut: leftOut.length }))
    const all = [...left, ...leftOut.map((one, place) => ({ ...one, place: left.length + place }))]
    setLeft(all)
    if (reason !== undefined) {
      setWaiting(waiting.slice(done.length))
      setReason(reason)
    } else if (all.length > 0) setOver(true)
    else onClose()
  }

  if (isOver)
    return (
      <Dialog isOpen onClose={onClose} title="Some of it was not copied">
        <ul className="grid max-h-80 gap-3 overflow-auto">
          {left.map(({ name, reason, place }) => (
            <li key={place}>
              <span className="font-strong wrap-anywhere">{name}</span>
              <Why tone="warn">{reason}</Why>
            </li>
          ))}
        </ul>
        <PanelFoot>
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        </PanelFoot>
      </Dialog>
    )
  const close = () => (left.length > 0 ? setOver(true) : onClose())
  const none = refuseIf(chosen === undefined, 'none-chosen', 'Choose a folder first.')
  return (
    <Dialog isOpen onClose={close} title={`Copy ${thingsOf(waiting)} to…`}>
      <DestinationTree
        rootId={root.id}
        rootName={root.name}
        open={way.map(({ id }) => id)}
        moved={new Set(nodes.map(({ id }) => id))}
        chosen={chosen?.id}
        onChoose={(folder) => {
          setReason(undefined)
          setChosen(folder)
        }}
      />
      <fieldset className="grid gap-2">
        <legend className="mb-2 font-strong">Where a file of that name is there already</legend>
        {rules.map(({ value, label }) => (
          <label key={value} className="flex items-center gap-2 max-desk:py-1">
            <input
              type="radio"
              name="if-taken"
              className="check"
              checked={ifTaken === value}
              onChange={() => setIfTaken(value)}
            />
            {label}
          </label>
        ))}
      </fieldset>
      <PanelFoot note={reason && <Why tone="bad">{reason}</Why>} isLive>
        <Button onClick={close}>Cancel</Button>
        <Button variant="primary" pending={isPending} verdict={none} onClick={copy}>
          {chosen ? `Copy to ${chosen.name}` : 'Copy'}
        </Button>
      </PanelFoot>
    </Dialog>
  )
}
