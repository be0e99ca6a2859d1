import 'server-only'
import { and, eq } from 'drizzle-orm'
import { accounts } from '../../db/schema/accounts'
import { change } from '../change'
import { notFound } from '../change/failures'
import { tell } from '../notices/writes'
import type { Actor, UserActor } from '../rules/actor'
import { mayChooseSignInUser, mayListSessions, maySwitchTo } from '../rules/sessions'
import { mayEndSessionsOf } from '../rules/users'
import { allowed } from '../rules/verdict'
import { readUser } from '../users/facts'
import { clientInWords } from './client-in-words'
import { lockPersonsUser, readMember, readOwnSession } from './facts'
import { ChooseSignInUser, EndSession, EndSessionsOfMember, EndSessionsOfUser, SignOut, SwitchUser } from './input'
import { actingEndedNotice, allEndedNotice, signInNotice } from './notices'
import { actAs, endOneSession, endSessionsActingAs, endSessionsOf } from './writes'

/** The actor with a browser signed in; others have no session to change. */
function demandSession(actor: Actor): UserActor & { readonly sessionId: string } {
  if (actor.kind !== 'user' || actor.sessionId === null) throw notFound()
  return { ...actor, sessionId: actor.sessionId }
}

/** SWI-1: from the next request on, in every tab of this browser. */
export const switchUser = change(SwitchUser, async ({ actor, tx, permit, log }, input) => {
  const { sessionId, organization, user: left } = demandSession(actor)
  const user = await lockPersonsUser(tx, actor, input.userId)
  permit(maySwitchTo(actor, user))
  await actAs(tx, organization.id, sessionId, user.id)
  // One line for each of the two workspaces, neither of which names the other (SEC-7).
  if (left.workspace.id !== user.workspace.id)
    log('switched', { workspace: left.workspace, detail: 'Switched from this user to another of their own' })
  log('switched', { workspace: user.workspace, detail: 'Switched to this user' })
  return null
})

/** SWI-7: holds at the next sign-in; who acts now stays. */
export const chooseSignInUser = change(ChooseSignInUser, async ({ actor, tx, permit, audit }, input) => {
  const user = await lockPersonsUser(tx, actor, input.userId)
  permit(mayChooseSignInUser(actor, user))
  await tx
    .update(accounts)
    .set({ signInUserId: user.id })
    .where(and(eq(accounts.organizationId, actor.organization.id), eq(accounts.id, user.accountId)))
  // Of the organization, not of a workspace: it tells in which workspaces a person is.
  audit('member.sign-in-workspace-chosen', {
    target: { kind: 'member', id: user.accountId, label: user.email },
    before: { userId: user.chosenSignInUserId },
    after: { userId: user.id, workspace: user.workspace.name, workspaceId: user.workspace.code },
  })
  if (user.chosenSignInUserId !== user.id) await tell(tx, actor, [signInNotice(user)])
  return null
})

/** Ends one of the person's own sessions, which are all that exist for them; its next request is signed out (SWI-5). */
export const endSession = change(
  EndSession,
  async ({ actor, tx, permit, log }, input) => {
    const session = await readOwnSession(tx, actor, input.sessionId)
    permit(allowed)
    await endOneSession(tx, actor.organization.id, session.accountId, session.id)
    const workspace = actor.kind === 'user' ? actor.user.workspace : null
    log('session-ended', { workspace, detail: `Ended their session in ${clientInWords(session.client)}` })
    return null
  },
  { lock: 'exclusive' },
)

const endMany = (isHereToo: boolean) =>
  change(
    SignOut,
    async ({ actor, tx, permit, log }) => {
      const { person, sessionId, organization, user } = demandSession(actor)
      permit(allowed)
      const ended = await endSessionsOf(tx, organization.id, person.id, isHereToo ? null : sessionId)
      const detail = isHereToo ? 'Signed out everywhere' : 'Signed out everywhere else'
      log(isHereToo ? 'signed-out' : 'session-ended', { workspace: user.workspace, detail: `${detail}: ${ended}` })
      return { ended }
    },
    { lock: 'exclusive' },
  )

/** Ends every session of the person but this one. Answers how many ended. */
export const endOtherSessions = endMany(false)

/** Ends every session of the person, this one too. Answers how many ended. */
export const endAllSessions = endMany(true)

/** Ends this session. */
export const signOut = change(SignOut, async ({ actor, tx, permit, log }) => {
  const { person, sessionId, organization, user } = demandSession(actor)
  permit(allowed)
  await endOneSession(tx, organization.id, person.id, sessionId)
  log('signed-out', { workspace: user.workspace, detail: 'Signed out' })
  return null
})

/** USR-1, SWI-5: ends every session that acts as a user, for the administrators of their workspace. Answers how many. */
export const endSessionsOfUser = change(
  EndSessionsOfUser,
  async ({ actor, tx, permit, audit }, { userId }) => {
    const user = await readUser(tx, actor, userId)
    permit(mayEndSessionsOf(actor, user))
    const ended = (await endSessionsActingAs(tx, actor.organization.id, [user.id]))(user.id)
    audit('user.sessions-ended', {
      target: { kind: 'user', id: user.id, label: user.email },
      workspace: user.workspace,
      after: { ended },
    })
    if (ended > 0) await tell(tx, actor, [actingEndedNotice(actor, user)])
    return { ended }
  },
  { lock: 'exclusive' },
)

/** SWI-5: ends the sessions of a person, or one of them, for Organization Admins. Answers how many. */
export const endSessionsOfMember = change(
  EndSessionsOfMember,
  async ({ actor, tx, permit, audit }, { accountId, sessionId }) => {
    const member = await readMember(tx, actor, accountId)
    permit(mayListSessions(actor))
    const { id: organizationId } = actor.organization
    const ended =
      sessionId === undefined
        ? await endSessionsOf(tx, organizationId, member.id)
        : await endOneSession(tx, organizationId, member.id, sessionId)
    if (ended === 0 && sessionId !== undefined) throw notFound()
    audit('member.sessions-ended', {
      target: { kind: 'member', id: member.id, label: member.email },
      after: { ended },
    })
    if (ended > 0) await tell(tx, actor, [allEndedNotice(member.id, sessionId === undefined)])
    return { ended }
  },
  { lock: 'exclusive' },
)
