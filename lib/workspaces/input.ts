import { z } from 'zod'
import { cursorField, idField, nameField, searchField, textField } from '../fields'

const name = nameField(80)
const description = textField(500)

/** WSP-3 */
export const CreateWorkspace = z.strictObject({ name, description }).describe('create a workspace')

/** WSP-3: up to 1,000 at once. */
export const CreateWorkspaces = z
  .strictObject({ workspaces: z.array(CreateWorkspace).min(1).max(1_000) })
  .describe('create workspaces')

/** WSP-3, SEC-9: `revision` is the one the form was filled from. */
export const EditWorkspace = z
  .strictObject({ workspaceId: idField, name, description, revision: z.int().min(1) })
  .describe('rename or describe a workspace')

/** WSP-5: the name is typed again. */
export const DeleteWorkspace = z
  .strictObject({ workspaceId: idField, typedName: z.string().max(1_000) })
  .describe('delete a workspace')

const filter = {
  q: searchField.default(''),
  sort: z.enum(['name', '-name', 'created', '-created', 'users', '-users']).default('name'),
}

/** How the list of workspaces is asked for. `after` and `before` are cursors from an earlier answer. */
export const ListWorkspaces = z.strictObject({ ...filter, after: cursorField, before: cursorField })
export type ListWorkspacesInput = z.output<typeof ListWorkspaces>

/** The whole of that list as a file, and what is kept of its being taken (SEC-7). */
export const ExportWorkspaces = z.strictObject(filter).describe('export workspaces')
export type ExportWorkspacesInput = z.output<typeof ExportWorkspaces>
