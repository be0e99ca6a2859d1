import { z } from 'zod'
import { idField } from '../fields'

/** SWI-1 */
export const SwitchUser = z.strictObject({ userId: idField }).describe('switch to this user')

/** SWI-7 */
export const ChooseSignInUser = z.strictObject({ userId: idField }).describe('choose a sign-in workspace')

export const EndSession = z.strictObject({ sessionId: idField }).describe('end a session')

/** Signing out, here, everywhere or everywhere else: there is nothing to say. */
export const SignOut = z.strictObject({}).describe('sign out')
