import { z } from 'zod'
import { canonicalName } from '../canonical'
import { emailField, nameField } from '../fields'
import { firstOfEach } from '../first-of-each'

/** The first line of a roster. */
export const columns = ['workspace', 'email', 'name', 'role', 'groups'] as const

const groups = z
  .string()
  .transform((text) => text.split(';').map((name) => name.trim()))
  .transform((names) => names.filter((name) => name !== ''))
  .pipe(z.array(nameField(80, 'a name for each group')).max(200, 'At most 200 groups a line.'))
  .transform((names) => firstOfEach(names, canonicalName))

/** A line that can be read. `workspaceKey` is the name as names are compared; each group is named once. */
export const RosterLine = z
  .object({
    workspace: nameField(80, 'the name of a workspace'),
    email: emailField,
    name: nameField(120, 'the person’s name'),
    role: z.enum(['member', 'workspace_admin'], 'The role must be “member” or “workspace_admin”.'),
    groups,
  })
  .transform((line) => ({ ...line, workspaceKey: canonicalName(line.workspace) }))
export type RosterLine = z.output<typeof RosterLine>

/** A line of a file: what it says, or why it cannot be read. */
export type ReadLine =
  | { readonly line: number; readonly ok: true; readonly value: RosterLine }
  | { readonly line: number; readonly ok: false; readonly reason: string; readonly cells: readonly string[] }
