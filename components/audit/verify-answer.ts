import { z } from 'zod'

/** How the chain stands, as /api/audit/verify says it. */
export const answer = z.object({
  records: z.number(),
  firstBad: z.object({ seq: z.number(), reason: z.string() }).nullable(),
})
/** Why it was not checked. */
export const refusal = z.object({ reason: z.string() })
