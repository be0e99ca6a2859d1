import 'server-only'
import { type Cells, csvText } from '../export-text'
import type { Actor } from '../rules/actor'
import type { ExportUsersInput } from './input'
import { listUsers, type UserRow } from './queries'

const pageSize = 500

const yes = (is: boolean) => (is ? 'yes' : 'no')

const cells: Cells<UserRow> = {
  Name: (row) => row.name,
  'E-mail': (row) => row.email,
  Workspace: (row) => row.workspace.name,
  'Workspace ID': (row) => row.workspace.code,
  Partner: (row) => row.partner?.name ?? '',
  State: (row) => row.state,
  'Organization Admin': (row) => yes(row.isOrganizationAdmin),
  'Workspace Admin': (row) => yes(row.isWorkspaceAdmin),
  'Last active': (row) => row.lastActiveAt ?? 'never signed in',
  Ends: (row) => row.endsAt ?? '',
}

/** Every user in scope that matches, in the order asked for, as CSV in flat memory. */
export const exportUsers = (actor: Actor, asked: ExportUsersInput) =>
  csvText((after: string | undefined) => listUsers(actor, { ...asked, after }, pageSize), cells)
