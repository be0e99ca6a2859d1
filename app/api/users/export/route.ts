import { exportRoute } from '@/lib/export-route'
import { recordUserExport } from '@/lib/users/changes'
import { exportUsers } from '@/lib/users/export'
import { ExportUsers } from '@/lib/users/input'

/** Downloads the list of users with the filter and the order of its page. DEL-1, SEC-7 */
export const GET = exportRoute(ExportUsers, (actor, asked) => ({
  format: 'csv',
  name: asked.workspace ? `members-${asked.workspace}` : 'members',
  record: () => recordUserExport(asked),
  text: exportUsers(actor, asked),
}))
