'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { setRoles } from '@/lib/delegation/actions'
import { useChange } from '../change/use-change'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { rowKeyOf } from '../ui/row-key-of'
import { toast } from '../ui/toast'
import { type RoleName, roleNames } from './role-box'

/** A user as the table around the boxes has it. */
type Holder = {
  readonly id: string
  readonly name: string
  readonly workspace: { readonly name: string }
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

/** DEL-1, WSP-10: every role box inside it. A press is sent at once and can be taken back for ten seconds. */
export function RoleDesk({ users, children }: { users: readonly Holder[]; children: ReactNode }) {
  const desk = useRef<HTMLDivElement>(null)
  const { send } = useChange(setRoles)
  const [warning, setWarning] = useState<{ wish: Wish; reason: string }>()

  const boxes = () => Array.from(desk.current?.querySelectorAll<HTMLInputElement>('[data-role]') ?? [])
  const userOf = (box: HTMLInputElement) => users.find((user) => user.id === rowKeyOf(box))

  // A pressed box keeps what was pressed whatever is drawn: it is set to what holds.
  const settle = () => {
    for (const box of boxes()) {
      const user = userOf(box)
      if (user && !box.ariaBusy) box.checked = isOn(user, roleOf(box))
    }
  }

  const ask = (wish: Wish, isWarned: boolean) =>
    send({ chosen: { userIds: [wish.user.id] }, role: wish.role, isGranted: wish.isGranted, isWarned })

  const say = (wish: Wish) =>
    toast(inWords(wish), { undo: () => carryOut({ ...wish, isGranted: !wish.isGranted }, true, undefined) })

  const carryOut = async (wish: Wish, isWarned: boolean, box: HTMLInputElement | undefined) => {
    if (box) box.ariaBusy = 'true'
    const result = await ask(wish, isWarned).catch(() => null)
    if (box) box.ariaBusy = null
    if (result?.ok) return say(wish)
    if (box) box.checked = !wish.isGranted
    if (result?.code === 'leaves-no-workspace-admin') return setWarning({ wish, reason: result.reason })
    toast(result?.reason ?? 'That did not reach the server. Reload and look before trying again.', { tone: 'bad' })
  }

  const latest = useRef({ userOf, carryOut, settle })
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
      {warning && (
        <ConfirmDialog
          isOpen
          onClose={() => setWarning(undefined)}
          title={`Leave ${warning.wish.user.workspace.name} without a Workspace Admin?`}
          confirmLabel={`Remove ${roleNames[warning.wish.role]}`}
          confirm={() => ask(warning.wish, true)}
          onDone={() => say(warning.wish)}
        >
          <p>{warning.reason}</p>
        </ConfirmDialog>
      )}
    </div>
  )
}
