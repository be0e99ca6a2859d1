import { recordExport } from '@/lib/audit/changes'
import { exportLog } from '@/lib/audit/export'
import { ExportFromRequest } from '@/lib/audit/input'
import { exportRoute } from '@/lib/export-route'
import { mayReadAudit } from '@/lib/rules/audit'
import { findWorkspace } from '@/lib/workspaces/queries'

/** Downloads a log with the filter of its page, as far as the acting user may read it. SEC-7 */
export const GET = exportRoute(ExportFromRequest, async (actor, { log, format, workspace: code, ...filter }) => {
  const workspace = code === undefined ? null : await findWorkspace(actor, code)
  const isOutside = code !== undefined && workspace === null
  if (isOutside || !mayReadAudit(actor, workspace?.id ?? null).ok) return null
  const asked = { ...filter, workspaceId: workspace?.id }
  return {
    format,
    name: [code, log].filter(Boolean).join('-'),
    record: () => recordExport({ filter: asked, log, format }),
    text: exportLog(actor, log, format, asked),
  }
})
