import 'server-only'
import { and, eq } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { change } from '../change'
import { readWorkspaceAdmins } from '../notices/facts'
import { tell } from '../notices/writes'
import type { Actor } from '../rules/actor'
import { mayChooseEndDate, mayEndUser } from '../rules/users'
import { type ReadUser, readUser } from '../users/facts'
import { readAnyUser } from './facts'
import { ChooseEndDate, EndUser, WarnOfEnd } from './input'
import { chosenNotice, endedNotices, endsSoonNotices } from './notices'
import { endOf, forgetEnds, lastDayBefore, scheduleEnd, warningDays } from './writes'

const day = 86_400_000

const lastDayOf = (endsAt: Date | null) => endsAt && lastDayBefore(endsAt)

const isUser = (actor: Actor, user: { readonly id: string }) =>
  and(eq(users.organizationId, actor.organization.id), eq(users.id, user.id))

const targetOf = (user: ReadUser) => ({ kind: 'user', id: user.id, label: user.email })

/** USR-2: from the first request after that day they are locked; a later day, or none, unlocks who was ended. */
export const chooseEndDate = change(
  ChooseEndDate,
  async ({ actor, tx, permit, audit }, { userId, lastDay }) => {
    const user = await readUser(tx, actor, userId)
    permit(mayChooseEndDate(actor, user))
    const endsAt = lastDay === null ? null : endOf(lastDay)
    await tx.update(users).set({ endsAt, state: 'active' }).where(isUser(actor, user))
    await forgetEnds(tx, [user.id])
    if (endsAt) await scheduleEnd(tx, actor.organization.id, user.id, endsAt)
    audit('user.end-date-chosen', {
      target: targetOf(user),
      workspace: user.workspace,
      before: { lastDay: lastDayOf(user.endsAt), state: user.state },
      after: { lastDay, state: 'active' },
    })
    if (user.endsAt?.getTime() !== endsAt?.getTime() || user.state !== 'active')
      await tell(tx, actor, [chosenNotice(actor, user, lastDay)])
    return null
  },
  { lock: 'exclusive' },
)

/** USR-2: locks a user whose end date has passed. Their roles and groups stay, and count for nothing meanwhile. */
export const endUser = change(
  EndUser,
  async ({ actor, tx, permit, audit }, { userId }) => {
    const user = await readAnyUser(tx, actor, userId)
    permit(mayEndUser(actor, { isDue: user.state === 'ended' && !user.isEnded }))
    await tx.update(users).set({ state: 'ended' }).where(isUser(actor, user))
    const { workspace } = user
    audit('user.ended', {
      target: targetOf(user),
      workspace,
      before: { state: 'active' },
      after: { state: 'ended', lastDay: lastDayOf(user.endsAt) },
    })
    const admins = await readWorkspaceAdmins(tx, actor.organization.id, workspace.id)
    await tell(tx, actor, endedNotices(user, lastDayOf(user.endsAt) ?? '', admins))
    return null
  },
  { lock: 'exclusive' },
)

/** USR-2: tells the user and the administrators of their workspace that the end is near. */
export const warnOfEnd = change(WarnOfEnd, async ({ actor, tx, permit, log }, { userId }) => {
  const user = await readAnyUser(tx, actor, userId)
  const left = user.endsAt ? user.endsAt.getTime() - Date.now() : Number.POSITIVE_INFINITY
  permit(mayEndUser(actor, { isDue: user.state === 'active' && left <= warningDays * day }))
  const { workspace } = user
  const last = lastDayOf(user.endsAt) ?? ''
  const admins = await readWorkspaceAdmins(tx, actor.organization.id, workspace.id)
  await tell(tx, actor, endsSoonNotices(user, last, admins))
  log('end-warned', {
    workspace,
    person: { id: user.accountId, name: user.name, email: user.email },
    detail: `Warned that their last day is ${last} (UTC)`,
  })
  return null
})
