import { z } from 'zod'
import { lastDayField } from '../end-dates/input'
import { cursorField, idField } from '../fields'
import { levels } from '../rules/levels'

/** Whom a permission is for: a user of the workspace or one of its groups. */
const grantee = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('user'), id: idField }),
  z.strictObject({ kind: z.literal('group'), id: idField }),
])
export type GranteeInput = z.output<typeof grantee>

const terms = {
  level: z.enum(levels),
  isRecursive: z.boolean(),
  /** USR-2: the last day in UTC on which it counts; empty for no end. */
  lastDay: lastDayField('Choose today or a later day. To end it now, take it away.').default(null),
}

/** FIL-2, FIL-3 */
export const GivePermission = z
  .strictObject({ folderId: idField, grantee, ...terms })
  .describe('give a folder permission')

/** FIL-2, SEC-9: `revision` is the one the form was filled from. */
export const ChangePermission = z
  .strictObject({ permissionId: idField, ...terms, revision: z.int().min(1) })
  .describe('change a folder permission')

export const TakePermission = z.strictObject({ permissionId: idField }).describe('take a folder permission away')

/** USR-2: what Atrium does a week before it ends. */
export const WarnOfPermissionEnd = z.strictObject({ permissionId: idField }).describe('warn of the end of a permission')

/** What somebody is about to do with a permission, to be shown first what it adds and takes. */
export const PreviewPermission = z.discriminatedUnion('wish', [
  z.strictObject({
    wish: z.literal('give'),
    folderId: idField,
    grantee,
    level: terms.level,
    isRecursive: terms.isRecursive,
  }),
  z.strictObject({
    wish: z.literal('change'),
    permissionId: idField,
    level: terms.level,
    isRecursive: terms.isRecursive,
  }),
  z.strictObject({ wish: z.literal('take'), permissionId: idField }),
])
export type PreviewPermissionInput = z.output<typeof PreviewPermission>

/** How a list of permissions, of people or of folders is asked for. `after` is a cursor from an earlier answer. */
export const ListPermissions = z.strictObject({ after: cursorField })
export type ListPermissionsInput = z.output<typeof ListPermissions>
