'use client'

import { X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { addToGroup } from '@/lib/groups/actions'
import type { Candidate } from '@/lib/groups/members'
import type { MemberReport } from '@/lib/groups/plan'
import type { GroupRow } from '@/lib/groups/queries'
import { firstOf, refuseIf } from '@/lib/rules/verdict'
import { useChange } from '../change/use-change'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { PanelFoot } from '../ui/panel-foot'
import { toast } from '../ui/toast'
import { Why } from '../ui/why'
import { AccessNote } from './access-note'
import { PeoplePicker } from './people-picker'
import { RefusedList } from './refused-list'

const people = (count: number) => `${count.toLocaleString('en-GB')} ${count === 1 ? 'person' : 'people'}`

/** GRP-1, GRP-2: several people at once; says first what they get, and afterwards who could not join. */
export function AddPeople({ group, closeHref }: { group: GroupRow; closeHref: string }) {
  const router = useRouter()
  const { send, isPending } = useChange(addToGroup)
  const [chosen, setChosen] = useState<readonly Candidate[]>([])
  const [reason, setReason] = useState<string>()
  const [report, setReport] = useState<MemberReport>()
  const close = () => router.push(closeHref, { scroll: false })

  const choose = (candidate: Candidate, isChosen: boolean) =>
    setChosen((before) => {
      const others = before.filter(({ id }) => id !== candidate.id)
      return isChosen ? [...others, candidate] : others
    })

  const add = async () => {
    setReason(undefined)
    const result = await send({ groupId: group.id, userIds: chosen.map(({ id }) => id) }).catch(() => null)
    if (!result?.ok)
      return setReason(result?.reason ?? 'That did not reach the server. Reload and look before trying again.')
    if (result.value.refused > 0) return setReport(result.value)
    toast(`Added ${people(result.value.changed)} to ${group.name}`)
    close()
  }

  if (report)
    return (
      <Dialog isOpen onClose={close} title={`Add people to ${group.name}`}>
        <RefusedList report={report} />
        <PanelFoot>
          <Button variant="primary" onClick={close}>
            Done
          </Button>
        </PanelFoot>
      </Dialog>
    )

  const none = refuseIf(chosen.length === 0, 'none-chosen', 'Choose somebody first.')
  return (
    <Dialog isOpen onClose={close} title={`Add people to ${group.name}`}>
      <PeoplePicker groupId={group.id} isChosen={(id) => chosen.some((one) => one.id === id)} onChoose={choose} />
      {chosen.length === 0 ? (
        <p className="flex min-h-6 items-center text-t1 text-text-3 max-desk:min-h-8">Nobody chosen yet.</p>
      ) : (
        <ul aria-label="Chosen" className="flex max-h-22 flex-wrap gap-1.5 overflow-y-auto">
          {chosen.map((one) => (
            <li key={one.id} className="max-w-full">
              <button
                type="button"
                aria-label={`Leave out ${one.name}`}
                onClick={() => choose(one, false)}
                className="inline-flex min-h-6 max-w-full items-center gap-1 rounded-r2 bg-accent-tint pr-1.5 pl-2 text-t1 max-desk:min-h-8"
              >
                <span className="truncate">{one.name}</span>
                <X className="size-3.5 shrink-0 text-text-3" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <AccessNote gives={group.gives} happening="join" />
      <PanelFoot note={reason && <Why tone="bad">{reason}</Why>} isLive>
        <Button onClick={close}>Cancel</Button>
        <Button variant="primary" pending={isPending} verdict={firstOf(group.mayChangeMembers, none)} onClick={add}>
          {chosen.length === 0 ? 'Add' : `Add ${people(chosen.length)}`}
        </Button>
      </PanelFoot>
    </Dialog>
  )
}
