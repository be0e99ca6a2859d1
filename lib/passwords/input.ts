import { z } from 'zod'
import { passwordField } from './field'

/** Changes one's own password. */
export const ChangePassword = z
  .strictObject({
    current: z.string().min(1, 'Enter your current password.').max(1_000, 'This is far too long.'),
    password: passwordField,
  })
  .describe('change their password')
