import 'server-only'
import type { z } from 'zod'
import { actingAs, type Claim } from '../call'
import { failPoint } from '../fail-points'
import { describeError, log } from '../log'
import { failOperation, takeStep, takeUpOperation } from './changes'
import type { JobPayload } from './input'
import { Interrupted, Superseded } from './superseded'

/** How an operation is run. */
export type Run = {
  /** Counts from 1, and from the last one that got a step further; one that was cut off by kill -9 counts. */
  readonly attempt: number
  /** After so many it is given up. */
  readonly mostAttempts: number
  /** Milliseconds, see `TakeStep`. */
  readonly patience: number
  readonly signal: AbortSignal
  /** Called when a step is done that an attempt before this one may have failed at. */
  readonly gotOn: () => Promise<unknown>
}

/** What a claim stands for: Atrium, or the user who started it; null when that user is gone. */
function claimOf(organizationId: string, authority: 'system' | 'user', userId: string | null): Claim | null {
  if (authority === 'system') return { kind: 'system', organizationId }
  return userId ? { kind: 'user', organizationId, userId } : null
}

/**
 * Runs an operation to its end, step by step, each step in a change of its own that loads authority afresh. Resolves
 * when it has ended, well or not: an operation that ends its worker each time is given up before it does so again.
 * Rejects with `Interrupted`, with `Superseded`, or with an unexpected error that is worth another attempt: the queue
 * then keeps the job.
 */
export async function runOperation(payload: z.output<typeof JobPayload>, run: Run): Promise<void> {
  const { organizationId, operationId } = payload
  const { patience, mostAttempts } = run
  let { attempt } = run
  const asAtrium = <T>(of: () => Promise<T>) => actingAs({ kind: 'system', organizationId }, of)
  const taken = await asAtrium(() => takeUpOperation({ operationId, patience }))
  // Gone, or ended by an earlier run that was killed before the queue heard of it.
  if (!taken.ok) return
  const { fence, userId, authority } = taken.value
  failPoint('operation.claim:after-commit')
  const giveUp = (reason: string) => asAtrium(() => failOperation({ operationId, fence, reason }))
  if (attempt > 1) log.warn({ operationId, attempt }, 'an operation is taken up again')
  if (attempt > mostAttempts) {
    log.error({ operationId, attempt }, 'an operation was given up before it ends its worker again')
    const often = `It was begun ${mostAttempts} times, and each time the process that ran it ended before it got further.`
    return void (await giveUp(`${often} The operator finds when in the log under ${operationId}.`))
  }
  try {
    const claim = claimOf(organizationId, authority, userId)
    if (!claim) return void (await giveUp('The user who started it is gone.'))
    for (;;) {
      if (run.signal.aborted) throw new Interrupted()
      const result = await actingAs(claim, () => takeStep({ operationId, fence, patience }))
      failPoint('operation.step:after-commit')
      if (!result.ok) {
        const isGone = result.code === 'signed-out'
        return void (await giveUp(isGone ? 'The user who started it may no longer act.' : result.reason))
      }
      if (result.value.isOver) return failPoint('operation.end:after-commit')
      if (attempt > 1) await run.gotOn()
      attempt = 1
    }
  } catch (error) {
    if (error instanceof Interrupted || error instanceof Superseded || attempt < mostAttempts) throw error
    log.error({ operationId, attempt, ...describeError(error) }, 'an operation was given up')
    await giveUp(`It failed ${attempt} times. The operator finds the last error in the log under ${operationId}.`)
  }
}
