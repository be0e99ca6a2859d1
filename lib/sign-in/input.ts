import { z } from 'zod'
import { emailField } from '../fields'

/** What the sign-in form holds. */
export const SignInForm = z.strictObject({
  email: emailField,
  password: z.string().min(1, 'Enter your password.').max(1_000, 'This is far too long.'),
})

/** A try to sign in. `device` is the device cookie, empty without one. */
export const SignIn = SignInForm.extend({ device: z.string().max(2_000).default('') }).describe('sign in')

/** SEC-6: the part of a sign-in address that names the organization. */
export const SignInAddress = z.strictObject({
  slug: z
    .string()
    .transform((text) =>
      text
        .trim()
        .toLowerCase()
        .replace(/^.*\/sign-in\//, ''),
    )
    .refine((text) => /^[a-z0-9][a-z0-9-]{0,39}$/.test(text), 'Enter the last part of the address, like acme.'),
})
