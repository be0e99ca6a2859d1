import 'server-only'
import { type Cells, csvText } from '../export-text'
import type { Actor } from '../rules/actor'
import type { ExportWorkspacesInput } from './input'
import { listWorkspaces, type WorkspaceRow } from './queries'

const pageSize = 500

const cells: Cells<WorkspaceRow> = {
  Name: (row) => row.name,
  'Workspace ID': (row) => row.code,
  Description: (row) => row.description,
  Default: (row) => (row.isDefault ? 'yes' : 'no'),
  Users: (row) => row.users,
  'Workspace Admins': (row) => row.workspaceAdmins,
  Created: (row) => row.createdAt,
}

/** Every workspace in scope that matches, in the order asked for, as CSV in flat memory. */
export const exportWorkspaces = (actor: Actor, asked: ExportWorkspacesInput) =>
  csvText((after: string | undefined) => listWorkspaces(actor, { ...asked, after }, pageSize), cells)
