import { z } from 'zod'
import { emailField, idField, nameField } from '../fields'
import { passwordField } from '../passwords/field'

/** Users made active without an invitation, up to 1,000 at once. An address known already gets one more user. */
export const AddUsers = z
  .strictObject({
    users: z
      .array(
        z.strictObject({
          email: emailField,
          name: nameField(120),
          workspaceId: idField,
          isOrganizationAdmin: z.boolean().default(false),
          isWorkspaceAdmin: z.boolean().default(false),
          password: passwordField.optional(),
          invitedAt: z.date().optional(),
        }),
      )
      .min(1)
      .max(1_000),
  })
  .describe('add users')
