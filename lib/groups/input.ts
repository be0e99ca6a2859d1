import { z } from 'zod'
import { cursorField, idField, nameField, searchField } from '../fields'

const name = nameField(80)
const place = { workspaceId: idField, groupId: idField }

/** GRP-1 */
export const CreateGroup = z.strictObject({ workspaceId: idField, name }).describe('create a group')

/** GRP-1, SEC-9: `revision` is the one the form was filled from. */
export const RenameGroup = z.strictObject({ ...place, name, revision: z.int().min(1) }).describe('rename a group')

export const DeleteGroup = z.strictObject(place).describe('delete a group')

const userIds = z.array(idField).min(1, 'Choose somebody.').max(1_000, 'At most 1,000 at once.')

/** GRP-1: up to 1,000 users at once. */
export const AddToGroup = z.strictObject({ ...place, userIds }).describe('add people to a group')

const MemberFilter = z.strictObject({ q: searchField.default('') })
export type MemberFilterInput = z.output<typeof MemberFilter>

/** Members one by one, or all that match. */
export const RemoveFromGroup = z
  .strictObject({ ...place, chosen: z.union([z.strictObject({ userIds }), z.strictObject({ filter: MemberFilter })]) })
  .describe('take people out of a group')
export type ChosenMembersInput = z.output<typeof RemoveFromGroup>['chosen']

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

/** Whom a group could take in: asked while somebody types. */
export const FindCandidates = z.strictObject({
  workspaceId: idField.optional(),
  groupId: idField.optional(),
  q: searchField.default(''),
})
