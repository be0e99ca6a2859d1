import { z } from 'zod'

/** What a scrub found of bytes that somebody names. */
export const ReportDamage = z
  .strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/), state: z.enum(['damaged', 'missing']) })
  .describe('report what is stored')
