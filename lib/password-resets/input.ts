import { z } from 'zod'
import { emailField, idField } from '../fields'
import { passwordField } from '../passwords/field'

/** Asks for a link to set a password. */
export const AskForReset = z.strictObject({ email: emailField }).describe('ask for a password link')

/** Makes a link for an account. */
export const IssueReset = z.strictObject({ accountId: idField }).describe('send a password link')

/** What the form behind a link holds. */
export const ResetForm = z.strictObject({ password: passwordField })

/** Sets a password by a link. */
export const ResetPassword = ResetForm.extend({ token: z.string().max(100) }).describe('set a password by a link')
