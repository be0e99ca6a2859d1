'use client'

import { Building2, X } from 'lucide-react'
import dynamic from 'next/dynamic'
import { parseAsString, useQueryStates } from 'nuqs'
import { useRef, useState, useTransition } from 'react'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { useHasBeen } from '../ui/use-has-been'

const load = () => import('./workspace-choice').then((module) => module.WorkspaceChoice)
const WorkspaceChoice = dynamic(load, { ssr: false })

const parameters = { workspace: parseAsString, before: parseAsString, after: parseAsString }

/** Narrows a list to one workspace; held in the address by its ID. `name` is null where there is no such workspace. */
export function WorkspaceFilter({ chosen, name }: { chosen: string | null; name: string | null }) {
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const wasOpened = useHasBeen(isOpen)
  const [isPending, startTransition] = useTransition()
  const [, setAsked] = useQueryStates(parameters, { shallow: false, history: 'push', startTransition })
  const choose = (workspace: string | null) => {
    setOpen(false)
    setAsked({ workspace, before: null, after: null })
  }
  return (
    <span aria-busy={isPending} className="flex min-w-0 items-center gap-1">
      <Button
        ref={button}
        icon={<Building2 />}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        onPointerEnter={load}
        onFocus={load}
        className="min-w-0"
      >
        <span className="truncate">{chosen === null ? 'Any workspace' : (name ?? chosen)}</span>
      </Button>
      {chosen !== null && (
        <IconButton small label="Clear the workspace filter" onClick={() => choose(null)}>
          <X className="size-3.5" />
        </IconButton>
      )}
      {wasOpened && (
        <WorkspaceChoice anchor={button.current} isOpen={isOpen} onClose={() => setOpen(false)} onChoose={choose} />
      )}
    </span>
  )
}
