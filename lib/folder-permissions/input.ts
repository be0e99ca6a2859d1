import { z } from 'zod'
import { lastDayField } from '../end-dates/input'
import { cursorField, idField, jsonField, searchField } from '../fields'
import { levels } from '../rules/levels'

/** Whom a permission is for: a user of the workspace, one of its groups or of its partners. */
const grantee = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('user'), id: idField }),
  z.strictObject({ kind: z.literal('group'), id: idField }),
  z.strictObject({ kind: z.literal('partner'), id: idField }),
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

/** USR-2: what Atrium does a week before the end. */
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

/** The same out of the address of a request; left out where it is none. */
export const AskPreview = z.strictObject({ ask: jsonField(PreviewPermission).optional() })

/** How a list of permissions or of folders is asked for. `after` and `before` are cursors from an earlier answer. */
export const ListPermissions = z.strictObject({ after: cursorField, before: cursorField })
export type ListPermissionsInput = z.output<typeof ListPermissions>

/** The people who have access to a folder; `q` is a part of a name or an address. */
export const ListAccess = z.strictObject({ q: searchField.default(''), after: cursorField, before: cursorField })
export type ListAccessInput = z.output<typeof ListAccess>

/** Users, groups and partners a permission on a folder could be given to, asked while somebody types. */
export const ListGrantees = z.strictObject({ folder: idField.optional(), q: searchField.default('') })
