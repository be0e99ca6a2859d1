'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { copyNodes } from '@/lib/copies/actions'
import type { CopyNodesInput } from '@/lib/copies/input'
import { refuseIf } from '@/lib/rules/verdict'
import { useChange } from '../change/use-change'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { PanelFoot } from '../ui/panel-foot'
import { toast } from '../ui/toast'
import { Why } from '../ui/why'
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

const number = new Intl.NumberFormat('en-GB')

/** CPM-4, CPM-7, CPM-8: copies into a folder of the workspace; what was not copied is said, and why. */
export function CopyTo({ nodes, root, way, onClose }: CopyToProps) {
  const router = useRouter()
  const { send, isPending } = useChange(copyNodes)
  const askAgain = useAskAgain()
  const [chosen, setChosen] = useState<Named>()
  const [ifTaken, setIfTaken] = useState<CopyNodesInput['ifTaken']>('keep-both')
  const [reason, setReason] = useState<string>()
  const [left, setLeft] = useState<{ named: readonly Left[]; more: number }>()

  const copy = async () => {
    if (!chosen) return
    setReason(undefined)
    const named: Left[] = []
    const came = { more: 0, skipped: 0, isInBackground: false }
    const { done, reason } = await inParts(nodes, async (nodeIds) => {
      const result = await send({ nodeIds, folderId: chosen.id, ifTaken })
      if (result.ok) {
        named.push(...result.value.leftOut)
        came.more += result.value.moreLeftOut
        came.skipped += result.value.skipped
        came.isInBackground ||= result.value.operationId !== null
      }
      return result
    })
    askAgain()
    router.refresh()
    if (done.length > 0) {
      const skipped = came.skipped > 0 ? `; ${number.format(came.skipped)} were there and stay` : ''
      toast(
        came.isInBackground
          ? `Copying ${thingsOf(done)} to ${chosen.name}: see Operations`
          : `Copied ${thingsOf(done)} to ${chosen.name}${skipped}`,
      )
    }
    if (reason !== undefined) return setReason(reason)
    if (named.length > 0) return setLeft({ named, more: came.more })
    onClose()
  }

  if (left)
    return (
      <Dialog isOpen onClose={onClose} title="Some of it was not copied">
        <ul className="grid max-h-80 gap-3 overflow-auto">
          {left.named.map(({ name, reason }) => (
            <li key={`${name} ${reason}`}>
              <span className="font-strong wrap-anywhere">{name}</span>
              <Why tone="warn">{reason}</Why>
            </li>
          ))}
          {left.more > 0 && <li className="text-text-2">And {number.format(left.more)} more.</li>}
        </ul>
        <PanelFoot>
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        </PanelFoot>
      </Dialog>
    )
  const none = refuseIf(chosen === undefined, 'none-chosen', 'Choose a folder first.')
  return (
    <Dialog isOpen onClose={onClose} title={`Copy ${thingsOf(nodes)} to…`}>
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
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" pending={isPending} verdict={none} onClick={copy}>
          {chosen ? `Copy to ${chosen.name}` : 'Copy'}
        </Button>
      </PanelFoot>
    </Dialog>
  )
}
