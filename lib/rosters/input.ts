import { z } from 'zod'
import { idField } from '../fields'

/** Bytes of a file that a roster can have. */
export const mostBytes = 8 * 1024 * 1024

/** INV-7: a file to be checked. */
export const BringRoster = z
  .strictObject({
    fileName: z
      .string()
      .max(1_000)
      .transform((name) => name.replace(/[\p{Cc}\p{Cs}]/gu, '').slice(-200) || 'roster.csv'),
    bytes: z
      .custom<Uint8Array>((value) => value instanceof Uint8Array)
      .refine((bytes) => bytes.length <= mostBytes, 'A roster has at most 8 MiB.'),
  })
  .describe('import a roster')

/** INV-7 */
export const ApplyRoster = z.strictObject({ rosterId: idField }).describe('apply a roster')

/** What can come of a line. */
export const outcomes = ['create', 'change', 'same', 'refused'] as const

const place = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number)
  .optional()

/** How the lines of a roster are asked for: those after the number of a line, or those before it. */
export const ListRosterLines = z.strictObject({ outcome: z.enum(outcomes).optional(), after: place, before: place })
export type ListRosterLinesInput = z.output<typeof ListRosterLines>
