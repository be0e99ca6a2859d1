import { z } from 'zod'
import { cursorField, idField, searchField } from '../fields'

/** SWI-1 */
export const SwitchUser = z.strictObject({ userId: idField }).describe('switch to this user')

/** SWI-7 */
export const ChooseSignInUser = z.strictObject({ userId: idField }).describe('choose a sign-in workspace')

export const EndSession = z.strictObject({ sessionId: idField }).describe('end a session')

/** Signing out, here, everywhere or everywhere else: there is nothing to say. */
export const SignOut = z.strictObject({}).describe('sign out')

/** USR-1: every session that acts as a user. */
export const EndSessionsOfUser = z.strictObject({ userId: idField }).describe('end the sessions of a user')

/** Every session of a person, or one of them. */
export const EndSessionsOfMember = z
  .strictObject({ accountId: idField, sessionId: idField.optional() })
  .describe('end the sessions of a member')

/** How the sessions of the organization are asked for. `after` and `before` are cursors from an earlier answer. */
export const ListAllSessions = z.strictObject({ q: searchField.default(''), after: cursorField, before: cursorField })
export type ListAllSessionsInput = z.output<typeof ListAllSessions>
