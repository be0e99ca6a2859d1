'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { accessWords } from '@/lib/groups/access-words'
import { changeGroupsOf } from '@/lib/groups/actions'
import type { GroupChoice } from '@/lib/groups/choices'
import { firstOf, refuseIf } from '@/lib/rules/verdict'
import type { UserDetails } from '@/lib/users/queries'
import { useChange } from '../change/use-change'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Note } from '../ui/note'
import { PanelFoot } from '../ui/panel-foot'
import { someOf } from '../ui/some-of'
import { toast } from '../ui/toast'
import { Why } from '../ui/why'
import { GroupPicker } from './group-picker'

const namesOf = (groups: readonly GroupChoice[]) => someOf(groups.map(({ name }) => name))

/** GRP-2: which groups are joined and left, and what access that gives and takes. */
function Summary({ joined, left }: { joined: readonly GroupChoice[]; left: readonly GroupChoice[] }) {
  const lines = [
    ...joined.map((group) => ({ group, words: accessWords(group.gives, 'join', group.name) })),
    ...left.map((group) => ({ group, words: accessWords(group.gives, 'leave', group.name) })),
  ].filter(({ group }) => group.gives.length > 0)
  return (
    // As high as the words mostly are, so that the first tick moves nothing.
    <div role="status" className="min-h-22">
      <Note tone={left.some(({ gives }) => gives.length > 0) ? 'warn' : 'neutral'}>
        {joined.length + left.length === 0 && 'Tick the groups they are to be in.'}
        {joined.length > 0 && (
          <p>
            <b>Joins</b> {namesOf(joined)}
          </p>
        )}
        {left.length > 0 && (
          <p>
            <b>Leaves</b> {namesOf(left)}
          </p>
        )}
        {lines.map(({ group, words }) => (
          <p key={group.id}>{words}</p>
        ))}
        {joined.length + left.length > 0 && lines.length === 0 && (
          <p>Nothing has been given to these groups yet, so their access stays as it is.</p>
        )}
      </Note>
    </div>
  )
}

/** USR-1, GRP-2: the groups of one user. Only what was ticked or unticked is sent: others may change the rest meanwhile. */
export function ChangeGroups({ user, closeHref }: { user: UserDetails; closeHref: string }) {
  const router = useRouter()
  const { send, isPending } = useChange(changeGroupsOf)
  const [changed, setChanged] = useState<readonly GroupChoice[]>([])
  const [reason, setReason] = useState<string>()
  const close = () => router.push(closeHref, { scroll: false })
  const joined = changed.filter((group) => !group.isMember)
  const left = changed.filter((group) => group.isMember)

  const toggle = (group: GroupChoice) =>
    setChanged((before) => {
      const others = before.filter(({ id }) => id !== group.id)
      return others.length < before.length ? others : [...before, group]
    })

  const save = async () => {
    setReason(undefined)
    const idsOf = (groups: readonly GroupChoice[]) => groups.map(({ id }) => id)
    const input = { userId: user.id, joined: idsOf(joined), left: idsOf(left) }
    const result = await send(input).catch(() => null)
    if (!result?.ok)
      return setReason(result?.reason ?? 'That did not reach the server. Reload and look before trying again.')
    toast('Saved', { undo: () => undo(input) })
    close()
  }

  const undo = async ({ userId, joined: left, left: joined }: { userId: string; joined: string[]; left: string[] }) => {
    const result = await send({ userId, joined, left })
    if (result.ok) toast('Taken back')
    else toast(result.reason, { tone: 'bad' })
  }

  const none = refuseIf(changed.length === 0, 'nothing-changed', 'Tick or untick a group first.')
  return (
    <Dialog isOpen onClose={close} title={`Groups of ${user.name}`}>
      <GroupPicker userId={user.id} isChanged={(id) => changed.some((group) => group.id === id)} onToggle={toggle} />
      <Summary joined={joined} left={left} />
      <PanelFoot note={reason && <Why tone="bad">{reason}</Why>} isLive>
        <Button onClick={close}>Cancel</Button>
        <Button variant="primary" pending={isPending} verdict={firstOf(user.mayChangeGroups, none)} onClick={save}>
          Save
        </Button>
      </PanelFoot>
    </Dialog>
  )
}
