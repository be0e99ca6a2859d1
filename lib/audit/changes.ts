import 'server-only'
import { and, eq } from 'drizzle-orm'
import { workspaces } from '../../db/schema/workspaces'
import { change } from '../change'
import { notFound } from '../change/failures'
import { mayReadAudit } from '../rules/audit'
import { workspacesInScope } from '../scope'
import { RecordExport } from './input'

const words = { changes: 'the audit log', 'sign-ins': 'sign-ins and refusals' } as const

/** SEC-7: keeps that somebody is about to take a log away. Asked before the first byte. */
export const recordExport = change(RecordExport, async ({ actor, tx, permit, log }, input) => {
  const { workspaceId, q, from, to, event, who } = input.filter
  const [workspace] =
    workspaceId === undefined
      ? [null]
      : await tx
          .select({ id: workspaces.id, code: workspaces.code, name: workspaces.name })
          .from(workspaces)
          .where(and(workspacesInScope(actor), eq(workspaces.id, workspaceId)))
  if (workspace === undefined) throw notFound()
  permit(mayReadAudit(actor, workspace?.id ?? null))
  const narrowed = [
    q === '' ? '' : `matching “${q}”`,
    who === undefined ? '' : 'of one person',
    event === undefined ? '' : `of the event ${event}`,
    from === undefined ? '' : `from ${from}`,
    to === undefined ? '' : `until ${to}`,
  ].filter((part) => part !== '')
  log('exported', {
    workspace,
    detail: [`Exported ${words[input.log]} as ${input.format.toUpperCase()}`, ...narrowed].join(', '),
  })
})
