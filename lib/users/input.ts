import { z } from 'zod'
import { codeField, cursorField, emailField, idField, nameField, searchField } from '../fields'
import { passwordField } from '../passwords/field'

const name = nameField(120)

/** Users made active without an invitation, up to 1,000 at once. An address known already gets one more user. */
export const AddUsers = z
  .strictObject({
    users: z
      .array(
        z.strictObject({
          email: emailField,
          name,
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

const filter = {
  q: searchField.default(''),
  /** `never` are active ones who never signed in. */
  state: z.enum(['active', 'never', 'ended', 'deactivated', 'all']).default('active'),
  role: z.enum(['organization-admin', 'workspace-admin', 'none']).optional(),
  /** A workspace ID: users of that workspace alone. */
  workspace: codeField.optional(),
}

/** Which users are meant. */
export const UserFilter = z.strictObject(filter)
export type UserFilterInput = z.output<typeof UserFilter>

const sort = z.enum(['name', '-name', 'email', '-email']).default('name')

/** How a list of users is asked for. `after` and `before` are cursors from an earlier answer. */
export const ListUsers = UserFilter.extend({ sort, after: cursorField, before: cursorField })
export type ListUsersInput = z.output<typeof ListUsers>

/** The whole of that list as a file, and what is kept of its being taken (SEC-7). */
export const ExportUsers = UserFilter.extend({ sort }).describe('export users')
export type ExportUsersInput = z.output<typeof ExportUsers>

/** USR-1, SEC-9: `revision` is the one the form was filled from. */
export const EditUser = z
  .strictObject({ userId: idField, name, revision: z.int().min(1) })
  .describe('change what a user is called')
