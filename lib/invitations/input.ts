import { z } from 'zod'
import { cursorField, idField, nameField, searchField } from '../fields'
import { passwordField } from '../passwords/field'
import { readList } from './read-list'

/** Lines that are invited at once. */
export const mostLines = 1_000

const Line = z.strictObject({ line: z.int().min(1), email: z.string().max(1_000), name: z.string().max(1_000) })
export type InvitedLine = z.output<typeof Line>

/** INV-1, INV-6: each line gets a result of its own, also one whose address is none. */
export const InviteUsers = z
  .strictObject({
    workspaceId: idField,
    lines: z.array(Line).min(1, 'Enter an address.').max(mostLines, 'At most 1,000 at once.'),
    groupIds: z.array(idField).max(100, 'At most 100 groups.').default([]),
    isWorkspaceAdmin: z.boolean().default(false),
    /** PAR-2: straight into a partner of the workspace. */
    partnerId: idField.optional(),
  })
  .describe('invite people')

/** INV-1: the same as its form holds it, people in a list as `readList` takes it. */
export const TypedInvitations = z
  .strictObject({
    workspaceId: idField,
    list: z.string(),
    groupIds: z.array(idField).optional(),
    isWorkspaceAdmin: z.boolean().optional(),
    partnerId: idField.optional(),
  })
  .transform(({ list, ...rest }, context) => {
    const lines = readList(list)
    if (lines.length > 0 && lines.length <= mostLines) return { ...rest, lines }
    const message = lines.length === 0 ? 'Enter an address.' : `At most 1,000 at once. These are ${lines.length}.`
    context.addIssue({ code: 'custom', path: ['list'], message })
    return z.NEVER
  })
  .pipe(InviteUsers)

/** INV-3 */
export const ResendInvitation = z.strictObject({ invitationId: idField }).describe('send an invitation again')
export const RevokeInvitation = z.strictObject({ invitationId: idField }).describe('revoke an invitation')

/** What Atrium does to send one. */
export const IssueInvitation = z.strictObject({ invitationId: idField }).describe('send an invitation')

/** Accepts as who is signed in. */
export const AcceptInvitation = z.strictObject({ invitationId: idField }).describe('accept an invitation')

/** What the form behind a link holds. */
export const AcceptForm = z.strictObject({ name: nameField(120, 'your name'), password: passwordField })

/** Accepts by the link out of the mail. */
export const AcceptByLink = AcceptForm.extend({ token: z.string().max(100) }).describe(
  'accept an invitation by its link',
)

/** How invitations of a workspace are asked for. `after` and `before` are cursors from an earlier answer. */
export const ListInvitations = z.strictObject({
  q: searchField.default(''),
  state: z.enum(['all', 'pending', 'expired', 'accepted', 'revoked']).default('all'),
  after: cursorField,
  before: cursorField,
})
export type ListInvitationsInput = z.output<typeof ListInvitations>
