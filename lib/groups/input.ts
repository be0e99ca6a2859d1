import { z } from 'zod'
import { cursorField, idField, nameField, searchField } from '../fields'

const name = nameField(80)
const ids = z.array(idField).max(1_000, 'At most 1,000 at once.')
const userIds = ids.min(1, 'Choose somebody.')

/** GRP-1 */
export const CreateGroup = z.strictObject({ workspaceId: idField, name }).describe('create a group')

/** GRP-1, SEC-9: `revision` is the one the form was filled from. */
export const RenameGroup = z
  .strictObject({ groupId: idField, name, revision: z.int().min(1) })
  .describe('rename a group')

export const DeleteGroup = z.strictObject({ groupId: idField }).describe('delete a group')

/** GRP-1: up to 1,000 users at once. */
export const AddToGroup = z.strictObject({ groupId: idField, userIds }).describe('add people to a group')

const MemberFilter = z.strictObject({ q: searchField.default('') })

/** Members one by one, or all that match. */
export const RemoveFromGroup = z
  .strictObject({
    groupId: idField,
    chosen: z.union([z.strictObject({ userIds }), z.strictObject({ filter: MemberFilter })]),
  })
  .describe('take people out of a group')
export type RemoveFromGroupInput = z.output<typeof RemoveFromGroup>

/** USR-1: groups that a user joins and leaves; all others stay as they are, whoever changed them meanwhile. */
export const ChangeGroupsOf = z
  .strictObject({ userId: idField, joined: ids.default([]), left: ids.default([]) })
  .refine(({ joined, left }) => joined.length + left.length > 0, 'Choose a group.')
  .refine(({ joined, left }) => joined.every((id) => !left.includes(id)), 'Nobody joins and leaves the same group.')
  .describe('change the groups of a user')

/** How the groups of a workspace are asked for. `after` and `before` are cursors from an earlier answer. */
export const ListGroups = z.strictObject({
  q: searchField.default(''),
  sort: z.enum(['name', '-name', 'members', '-members']).default('name'),
  after: cursorField,
  before: cursorField,
})
export type ListGroupsInput = z.output<typeof ListGroups>

/** How the members of a group are asked for, likewise. */
export const ListMembers = MemberFilter.extend({
  sort: z.enum(['name', '-name']).default('name'),
  after: cursorField,
  before: cursorField,
})
export type ListMembersInput = z.output<typeof ListMembers>

/** Whom a group could take in, asked while somebody types. */
export const ListCandidates = MemberFilter.extend({ group: idField.optional() })

/** Which groups a user is in and could join, likewise. */
export const ListGroupChoices = MemberFilter.extend({ user: idField.optional() })
