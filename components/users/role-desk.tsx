'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { setRoles } from '@/lib/delegation/actions'
import { useChange } from '../change/use-change'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { RefusalAt } from '../ui/refusal-at'
import { rowKeyOf } from '../ui/row-key-of'
import { toast } from '../ui/toast'
import { type RoleName, roleNames } from './role-box'

/** A user as the table around the boxes has it. */
type Holder = {
  readonly id: string
  readonly name: string
  readonly workspace: { readonly name: string }
  readonly isActor: boolean
  readonly isOrganizationAdmin: boolean
  readonly isWorkspaceAdmin: boolean
}

type Wish = { readonly user: Holder; readonly role: RoleName; readonly isGranted: boolean }

const roleOf = (box: HTMLInputElement): RoleName =>
  box.dataset.role === 'organization-admin' ? 'organization-admin' : 'workspace-admin'
const isOn = (user: Holder, role: RoleName) =>
  role === 'organization-admin' ? user.isOrganizationAdmin : user.isWorkspaceAdmin

const inWords = ({ user, role, isGranted }: Wish) =>
  `${user.name} is ${isGranted ? 'now' : 'no longer'} ${roleNames[role]} in ${user.workspace.name}`

/** Whoever gives it up cannot take it back: that is asked first. */
const isOwnLoss = ({ user, role, isGranted }: Wish) => user.isActor && role === 'organization-admin' && !isGranted

type Question = { readonly wish: Wish; readonly title: string; readonly words: string }

const ownLoss = (wish: Wish): Question => ({
  wish,
  title: 'Give up Organization Admin yourself?',
  words: 'You leave the organization portal at once, and only another Organization Admin can give you the role back.',
})

/**
 * DEL-1, WSP-10: every role box inside it. A press is sent at once and can be taken back for ten seconds; what needs a
 * second thought is asked first. A refusal is said at the box, and the page then shows what holds.
 */
export function RoleDesk({ users, children }: { users: readonly Holder[]; children: ReactNode }) {
  const desk = useRef<HTMLDivElement>(null)
  const { send } = useChange(setRoles)
  const router = useRouter()
  const [question, setQuestion] = useState<Question>()
  const [refusal, setRefusal] = useState<{ anchor: HTMLElement; reason: string }>()

  const boxes = () => Array.from(desk.current?.querySelectorAll<HTMLInputElement>('[data-role]') ?? [])
  const userOf = (box: HTMLInputElement) => users.find((user) => user.id === rowKeyOf(box))

  // Boxes whose change has been made while the page still shows what was before: reset by that they would flicker.
  const sent = useRef(new Set<HTMLInputElement>())
  // A pressed box keeps what was pressed whatever is drawn: it is set to what holds.
  const settle = () => {
    for (const box of boxes()) {
      const user = userOf(box)
      if (user && !box.ariaBusy && !sent.current.has(box)) box.checked = isOn(user, roleOf(box))
    }
  }

  const ask = (wish: Wish, isWarned: boolean) =>
    send({ chosen: { userIds: [wish.user.id] }, role: wish.role, isGranted: wish.isGranted, isWarned })

  const say = (wish: Wish) => {
    const undo = () => carryOut({ ...wish, isGranted: !wish.isGranted }, true)
    if (!isOwnLoss(wish)) return toast(inWords(wish), { undo })
    toast('You are no longer Organization Admin')
    router.push('/')
  }

  // A user whose row has left the page since has no box.
  const boxOf = ({ user, role }: Wish) => boxes().find((box) => userOf(box)?.id === user.id && roleOf(box) === role)

  const refuse = (wish: Wish, reason: string) => {
    const anchor = boxOf(wish)
    if (anchor) setRefusal({ anchor, reason })
    else toast(reason, { tone: 'bad' })
  }

  const carryOut = async (wish: Wish, isWarned: boolean, box = boxOf(wish)) => {
    setRefusal(undefined)
    if (isOwnLoss(wish)) return setQuestion(ownLoss(wish))
    if (box) box.ariaBusy = 'true'
    const result = await ask(wish, isWarned).catch(() => null)
    if (box) box.ariaBusy = null
    if (result?.ok) {
      if (box) sent.current.add(box)
      return say(wish)
    }
    if (box) box.checked = !wish.isGranted
    if (result?.code === 'leaves-no-workspace-admin') {
      const title = `Leave ${wish.user.workspace.name} without a Workspace Admin?`
      return setQuestion({ wish, title, words: result.reason })
    }
    refuse(wish, result?.reason ?? 'That did not reach the server. Reload and look before trying again.')
    if (result && result.code !== 'acting-as-other') router.refresh()
  }

  const latest = useRef({ userOf, carryOut, settle })
  // biome-ignore lint/correctness/useExhaustiveDependencies: other users are what is waited for
  useEffect(() => sent.current.clear(), [users])
  useEffect(() => {
    latest.current = { userOf, carryOut, settle }
    settle()
  })

  useEffect(() => {
    const root = desk.current
    const listen = ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement) || !target.dataset.role) return
      const user = latest.current.userOf(target)
      if (user) latest.current.carryOut({ user, role: roleOf(target), isGranted: target.checked }, false, target)
    }
    root?.addEventListener('change', listen)
    return () => root?.removeEventListener('change', listen)
  }, [])

  return (
    <div ref={desk}>
      {children}
      {refusal && <RefusalAt {...refusal} onClose={() => setRefusal(undefined)} />}
      {question && (
        <ConfirmDialog
          isOpen
          onClose={() => setQuestion(undefined)}
          title={question.title}
          confirmLabel={`Remove ${roleNames[question.wish.role]}`}
          confirm={() => ask(question.wish, true)}
          onDone={() => say(question.wish)}
        >
          <p>{question.words}</p>
        </ConfirmDialog>
      )}
    </div>
  )
}
