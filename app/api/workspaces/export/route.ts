import { exportRoute } from '@/lib/export-route'
import { recordWorkspaceExport } from '@/lib/workspaces/changes'
import { exportWorkspaces } from '@/lib/workspaces/export'
import { ExportWorkspaces } from '@/lib/workspaces/input'

/** Downloads the list of workspaces with the search and the order of its page. WSP-2, SEC-7 */
export const GET = exportRoute(ExportWorkspaces, (actor, asked) => ({
  format: 'csv',
  name: 'workspaces',
  record: () => recordWorkspaceExport(asked),
  text: exportWorkspaces(actor, asked),
}))
