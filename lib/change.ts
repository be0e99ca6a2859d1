import 'server-only'
import type { z } from 'zod'
import { openChange } from './actor'
import { type Call, currentCall } from './call'
import { demand, Refused } from './change/failures'
import { keepOutcome, takeKey } from './change/idempotency'
import { type ActivityEntry, type AuditEntry, appendActivity, appendAudit, auditBody } from './change/records'
import { inTransaction, type Tx } from './database/client'
import { isWorthARetry } from './database/errors'
import { failPoint } from './fail-points'
import { type ProgressEntry, recordProgress } from './operations/writes'
import type { Failure, Result } from './result'
import type { Actor } from './rules/actor'
import type { Verdict } from './rules/verdict'

/** What a change works with: facts are locked with `tx`, decided by `permit`, recorded by `audit`, `log` or `progress`. */
export type Change = {
  readonly actor: Actor
  readonly tx: Tx
  readonly call: Call
  readonly permit: (verdict: Verdict) => void
  /** SEC-2: what changed, into the organization's chain. */
  readonly audit: (event: AuditEntry['event'], entry: Omit<AuditEntry, 'event'>) => void
  /** SEC-7: what happened that the chain is not for, such as a sign-in or a switch. */
  readonly log: (event: ActivityEntry['event'], entry: Omit<ActivityEntry, 'event'>) => void
  /** A step of background work: the chain has its beginning and its end, the operation itself what lies between. */
  readonly progress: (entry: ProgressEntry) => void
}

/** A change, ready to be called with anything; its schema decides what it takes. */
export type Changing<Input, Value> = (input: Input) => Promise<Result<Value>>

type Options<Input, Prepared> = {
  /** `exclusive` where authority can be taken away: it then waits for every write under way, and later ones for it. */
  readonly lock?: 'shared' | 'exclusive'
  /** What takes long and nobody should wait for: done once, before the lock. It decides nothing; `run` does. */
  readonly prepare?: (call: Call, input: Input) => Promise<Prepared | undefined>
}

const signedOut: Failure = { ok: false, code: 'signed-out', reason: 'You are signed out. Sign in again.' }

function invalid(error: z.ZodError): Failure {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) fields[String(issue.path[0] ?? '')] ??= issue.message
  return { ok: false, code: 'invalid', reason: 'Some of this cannot be taken as it stands.', fields }
}

/** SWI-8 */
function demandSamePage(actor: Actor, call: Call) {
  if (!call.drawnFor || actor.kind !== 'user') return
  const { id, workspace } = actor.user
  if (call.drawnFor.userId === id && call.drawnFor.workspaceId === workspace.id) return
  throw new Refused({
    ok: false,
    code: 'acting-as-other',
    reason: `You are now acting as ${actor.person.name} in ${workspace.name}. Nothing was changed. Reload the page first.`,
  })
}

/** SEC-7: a refusal is kept although the change itself left nothing. */
async function logRefusal(call: Call, what: string, reason: string) {
  await inTransaction(async (tx) => {
    const actor = await openChange(tx, call.claim, false)
    if (actor?.kind !== 'user') return
    const workspace = actor.user.workspace
    await appendActivity(tx, actor, call, [{ event: 'refused', workspace, detail: `Refused to ${what}: ${reason}` }])
  })
}

/**
 * The one way to write. `run` sees parsed input and an actor read under the organization's lock; without a permit and
 * a record the transaction rolls back. Answers a `Result`; throws on what nobody expects.
 * SEC-2, SEC-3, SWI-5, SWI-8.
 */
export function change<Schema extends z.ZodType, Value, Prepared = undefined>(
  schema: Schema,
  run: (change: Change, input: z.output<Schema>, prepared: Prepared | undefined) => Promise<Value>,
  { lock = 'shared', prepare }: Options<z.output<Schema>, Prepared> = {},
): Changing<z.input<Schema>, Value> {
  async function attempt(call: Call, input: z.output<Schema>, prepared: Prepared | undefined): Promise<Result<Value>> {
    return inTransaction(async (tx) => {
      const actor = await openChange(tx, call.claim, lock === 'exclusive')
      if (!actor) return signedOut
      demandSamePage(actor, call)
      const key = actor.kind === 'user' ? call.idempotencyKey : undefined
      if (key && actor.kind === 'user') {
        const earlier = await takeKey(tx, actor, key, [schema.description, input])
        // The kept outcome is the JSON of what this very change answered.
        if (earlier.isRepeat) return JSON.parse(JSON.stringify({ ok: true, value: earlier.value }))
      }
      const bodies: string[] = []
      const entries: ActivityEntry[] = []
      const steps: ProgressEntry[] = []
      let isPermitted = false
      const value = await run(
        {
          actor,
          tx,
          call,
          permit(verdict) {
            demand(verdict)
            isPermitted = true
          },
          audit: (event, entry) => void bodies.push(auditBody(actor, call, { event, ...entry }, new Date())),
          log: (event, entry) => void entries.push({ event, ...entry }),
          progress: (entry) => void steps.push(entry),
        },
        input,
        prepared,
      )
      if (!isPermitted) throw new Error('A change ended without a permit.')
      if (bodies.length + entries.length + steps.length === 0) throw new Error('A change ended without a record.')
      for (const step of steps) await recordProgress(tx, actor, step)
      if (entries.length > 0) await appendActivity(tx, actor, call, entries)
      if (key && actor.kind === 'user') await keepOutcome(tx, actor, key, value)
      if (bodies.length > 0) await appendAudit(tx, bodies)
      failPoint('change:before-commit')
      return { ok: true, value }
    })
  }

  return async (raw) => {
    const call = currentCall()
    const parsed = schema.safeParse(raw)
    if (!parsed.success) return invalid(parsed.error)
    const prepared = await prepare?.(call, parsed.data)
    for (let tries = 1; ; tries++) {
      try {
        const result = await attempt(call, parsed.data, prepared)
        failPoint('change:after-commit')
        return result
      } catch (error) {
        if (error instanceof Refused) {
          if (error.isByRule) await logRefusal(call, schema.description ?? 'do this', error.failure.reason)
          return error.failure
        }
        if (tries > 3 || !isWorthARetry(error)) throw error
      }
    }
  }
}
