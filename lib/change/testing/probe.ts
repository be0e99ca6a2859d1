import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Call, type Claim, during } from '../../call'
import { reading, type Tx } from '../../database/client'

/** What a probing change takes: `key` names the row it writes. */
export const Probe = z.strictObject({ key: z.string().min(1).max(200) }).describe('write a probe')

/** A row nobody minds, written inside the organization of the context. */
export const writeRow = (tx: Tx, key: string) =>
  tx.execute(sql`insert into throttles (organization_id, key, window_ends_at)
    values (current_setting('app.organization_id')::uuid, ${key}, now())`)

/** Whether the row of `writeRow` stands. */
export const hasRow = (organizationId: string, key: string): Promise<boolean> =>
  reading(organizationId, async (tx) => {
    const rows = await tx.execute(sql`select from throttles where key = ${key}`)
    return rows.length > 0
  })

/** A record of a probing change. */
export const probed = { target: { kind: 'probe', id: '1', label: 'Probe' } } as const

/** Runs `run` as a page's request would: on the authority of `claim`, with what else the page sent along. */
export const calling = <T>(
  claim: Claim,
  run: () => T,
  sent: Partial<Pick<Call, 'drawnFor' | 'idempotencyKey'>> = {},
): T => during({ claim, requestId: 'request-1', address: '192.0.2.7', client: 'Browser', ...sent }, run)
