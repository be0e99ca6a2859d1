'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { setRoles } from '@/lib/delegation/actions'
import type { SetRolesInput } from '@/lib/delegation/input'
import type { RoleReport } from '@/lib/delegation/plan'
import { refuseIf } from '@/lib/rules/verdict'
import { useChange } from '../change/use-change'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/checkbox'
import { Dialog } from '../ui/dialog'
import { Note } from '../ui/note'
import { PanelFoot } from '../ui/panel-foot'
import { SkeletonLines } from '../ui/skeleton-lines'
import { Why } from '../ui/why'
import { type RoleName, roleNames } from './role-box'
import { RoleReportList } from './role-report-list'

type Preview = { readonly ok: true; readonly value: RoleReport } | { readonly ok: false; readonly reason: string }

async function preview(input: SetRolesInput): Promise<Preview> {
  const answer = await fetch(`/api/users/roles?${new URLSearchParams({ ask: JSON.stringify(input) })}`)
  if (!answer.ok) throw new Error(`The dry run answered ${answer.status}.`)
  return answer.json()
}

export type BulkWish = {
  readonly chosen: SetRolesInput['chosen']
  readonly role: RoleName
  readonly isGranted: boolean
}

const users = (count: number) => `${count.toLocaleString('en-GB')} ${count === 1 ? 'user' : 'users'}`

/** DEL-1: gives or takes a role of many users: what would come of each first, and then what came. */
export function BulkRoles({ wish, onClose }: { wish: BulkWish; onClose: () => void }) {
  const { send, isPending } = useChange(setRoles)
  const [isWarned, setWarned] = useState(false)
  const [report, setReport] = useState<RoleReport>()
  const [reason, setReason] = useState<string>()
  const input = { ...wish, isWarned }
  const { data, isError } = useQuery({
    queryKey: ['roles', input],
    queryFn: () => preview(input),
    staleTime: 0,
    gcTime: 0,
  })
  const role = roleNames[wish.role]
  const what = wish.isGranted ? `Make ${role}` : `Remove ${role}`
  const plan = data?.ok ? data.value : undefined
  const own = plan?.lines.find((line) => line.isActor && line.reason === null)
  const isOwnLoss = own !== undefined && wish.role === 'organization-admin' && !wish.isGranted
  const [couldUnwarned, setCould] = useState(false)
  if (plan && plan.unwarned > 0 && !couldUnwarned) setCould(true)

  const carryOut = async () => {
    setReason(undefined)
    const result = await send(input).catch(() => null)
    if (result?.ok) setReport(result.value)
    else setReason(result?.reason ?? 'That did not reach the server. Reload and look before trying again.')
  }

  if (report)
    return (
      <Dialog isOpen onClose={onClose} title={what}>
        <RoleReportList report={report} role={role} isGranted={wish.isGranted} isDone />
        <PanelFoot>
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        </PanelFoot>
      </Dialog>
    )

  const refusal = data && !data.ok ? data.reason : isError ? 'The dry run could not be read. Close and try again.' : ''
  const none = refuseIf(
    plan === undefined || plan.changed === 0,
    'none-applies',
    refusal || (plan ? 'This can be done with none of them.' : 'The dry run is still on its way.'),
  )
  return (
    <Dialog isOpen onClose={onClose} title={what}>
      <div className="grid gap-4">
        {refusal && <Why tone="bad">{refusal}</Why>}
        {!data && !isError && (
          <ul>
            <SkeletonLines />
          </ul>
        )}
        {plan && <RoleReportList report={plan} role={role} isGranted={wish.isGranted} />}
        {isOwnLoss && (
          <Note tone="warn">
            You are among them: you leave the organization portal at once, and only another Organization Admin can give
            you the role back.
          </Note>
        )}
        {couldUnwarned && (
          <Checkbox
            label="Also where a workspace is left without an active Workspace Admin"
            hint="Only Organization Admins can run it then."
            checked={isWarned}
            onChange={(event) => setWarned(event.target.checked)}
          />
        )}
      </div>
      <PanelFoot note={reason && <Why tone="bad">{reason}</Why>} isLive>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant={wish.isGranted ? 'primary' : 'danger'} pending={isPending} verdict={none} onClick={carryOut}>
          {plan ? `${what}: ${users(plan.changed)}` : what}
        </Button>
      </PanelFoot>
    </Dialog>
  )
}
