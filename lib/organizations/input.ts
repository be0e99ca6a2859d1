import { z } from 'zod'
import { emailField, nameField } from '../fields'
import { passwordField } from '../passwords/field'
import { tidyCode } from '../set-up/code-text'

const organizationName = nameField(80, 'the name of the organization')

/** The first organization, from the set-up page. */
export const SetUpOrganization = z
  .strictObject({
    code: z
      .string()
      .max(100, 'This is not a set-up code.')
      .transform(tidyCode)
      .refine((code) => code !== '', 'Enter the code from the console.'),
    organizationName,
    name: nameField(120, 'your name'),
    email: emailField,
    password: passwordField,
  })
  .describe('set up the organization')

/** SEC-6: `slug` is the part of the sign-in address that names the organization. */
export const FoundOrganization = z
  .strictObject({
    organizationName,
    slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Use lower-case letters, digits and dashes, at most 40.'),
  })
  .describe('found an organization')
