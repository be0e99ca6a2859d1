import { z } from 'zod'
import { actingAs, type Claim } from '../../call'
import { change } from '../../change'
import { allowed } from '../../rules/verdict'
import { asDatabaseAdmin } from '../../test/look'

/** A promise, and what resolves it. */
function signal(): readonly [Promise<void>, () => void] {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return [promise, () => resolve()]
}

/** Resolves once a change waits for the organization's lock. */
const untilSomebodyWaits = (organizationId: string) =>
  asDatabaseAdmin(async (db) => {
    for (;;) {
      const waiting = await db`
        select from pg_locks where locktype = 'advisory' and not granted
          and (classid::bigint << 32 | objid::bigint) = hashtextextended(${organizationId}, 0)`
      if (waiting.length > 0) return
    }
  })

/** A change that is under way, logs `slow`, and ends once another one waits for it or it is `released`. */
export async function beginSlow(organizationId: string, claim: Claim) {
  const [isUnderWay, begun] = signal()
  const [isReleased, release] = signal()
  const slow = change(z.strictObject({}), async ({ permit, log }) => {
    begun()
    await Promise.race([isReleased, untilSomebodyWaits(organizationId)])
    permit(allowed)
    log('slow', { detail: 'Came in time' })
  })
  const writing = actingAs(claim, () => slow({}))
  await isUnderWay
  return { writing, release }
}
