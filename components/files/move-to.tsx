'use client'

import { useState } from 'react'
import { moveNodes } from '@/lib/files/actions'
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

type MoveToProps = {
  nodes: readonly Named[]
  /** Where the folders begin that they can go to. */
  root: Named
  /** The way to the folder they lie in, itself last; empty where they lie in several. */
  way: readonly Named[]
  onMoved: (ids: ReadonlySet<string>) => void
  onClose: () => void
}

/** CPM-4, CPM-7: into another folder of the workspace. */
export function MoveTo({ nodes, root, way, onMoved, onClose }: MoveToProps) {
  const { send, isPending } = useChange(moveNodes)
  const askAgain = useAskAgain()
  const [chosen, setChosen] = useState<Named>()
  const [reason, setReason] = useState<string>()
  const from = way.at(-1)

  const undo = async (done: readonly Named[], folderId: string) => {
    const back = await inParts(done, (nodeIds) => send({ nodeIds, folderId }))
    askAgain()
    if (back.reason === undefined) toast('Taken back')
    else toast(back.reason, { tone: 'bad' })
  }

  const move = async () => {
    if (!chosen) return
    setReason(undefined)
    const { done, reason } = await inParts(nodes, (nodeIds) => send({ nodeIds, folderId: chosen.id }))
    if (done.length > 0) {
      onMoved(new Set(done.map(({ id }) => id)))
      const back = from && { undo: () => undo(done, from.id) }
      toast(`Moved ${thingsOf(done)} to ${chosen.name}`, back)
    }
    askAgain()
    if (reason !== undefined) return setReason(reason)
    onClose()
  }

  const none = refuseIf(chosen === undefined, 'none-chosen', 'Choose a folder first.')
  return (
    <Dialog isOpen onClose={onClose} title={`Move ${thingsOf(nodes)} to…`}>
      <DestinationTree
        rootId={root.id}
        rootName={root.name}
        from={from?.id}
        open={way.map(({ id }) => id)}
        moved={new Set(nodes.map(({ id }) => id))}
        chosen={chosen?.id}
        onChoose={(folder) => {
          setReason(undefined)
          setChosen(folder)
        }}
      />
      <PanelFoot note={reason && <Why tone="bad">{reason}</Why>} isLive>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" pending={isPending} verdict={none} onClick={move}>
          {chosen ? `Move to ${chosen.name}` : 'Move'}
        </Button>
      </PanelFoot>
    </Dialog>
  )
}
