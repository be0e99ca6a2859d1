import { recordExport } from '@/lib/audit/changes'
import { exportLog } from '@/lib/audit/export'
import { ExportFromRequest } from '@/lib/audit/input'
import { during } from '@/lib/call'
import { notFound } from '@/lib/change/failures'
import { describeError, log } from '@/lib/log'
import { origin, requestId } from '@/lib/request'
import type { Failure } from '@/lib/result'
import { mayReadAudit } from '@/lib/rules/audit'
import { findActor } from '@/lib/session'
import { findWorkspace } from '@/lib/workspaces/queries'

const types = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' } as const

const refuse = (failure: Failure, status: number) => Response.json(failure, { status })
const missing = () => refuse(notFound().failure, 404)

/** A body that reads on only as fast as it is taken, and stops when nobody takes it any more. */
function streamOf(text: AsyncGenerator<string>, id: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await text.next()
          if (done) controller.close()
          else controller.enqueue(encoder.encode(value))
        } catch (error) {
          log.error({ requestId: id, ...describeError(error) }, 'an export broke off')
          controller.error(new Error('The export broke off.'))
        }
      },
      async cancel() {
        await text.return(undefined)
      },
    },
    { highWaterMark: 1 },
  )
}

/** Downloads a log with the filter of its page, as far as the acting user may read it. SEC-7 */
export async function GET(request: Request) {
  const actor = await findActor()
  if (!actor) return refuse({ ok: false, code: 'signed-out', reason: 'You are signed out. Sign in again.' }, 401)
  const parsed = ExportFromRequest.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!parsed.success)
    return refuse({ ok: false, code: 'invalid', reason: 'This filter or format cannot be read.' }, 400)
  const { log: name, format, workspace: code, ...filter } = parsed.data
  const workspace = code === undefined ? null : await findWorkspace(actor, code)
  const isOutside = code !== undefined && workspace === null
  if (isOutside || !mayReadAudit(actor, workspace?.id ?? null).ok || !actor.sessionId) return missing()
  const asked = { ...filter, workspaceId: workspace?.id }
  const id = await requestId()
  const call = { claim: { kind: 'session', sessionId: actor.sessionId }, requestId: id, ...(await origin()) } as const
  const kept = await during(call, () => recordExport({ filter: asked, log: name, format }))
  if (!kept.ok) return refuse(kept, kept.code === 'signed-out' ? 401 : 404)
  const day = new Date().toISOString().slice(0, 10)
  const file = ['atrium', actor.organization.slug, code, name, day].filter(Boolean).join('-')
  return new Response(streamOf(exportLog(actor, name, format, asked), id), {
    headers: {
      'content-type': types[format],
      'content-disposition': `attachment; filename="${file}.${format}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}
