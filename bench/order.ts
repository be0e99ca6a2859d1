import { z } from 'zod'

/** What can be asked of a process that works on one deployment's database. */
export const Order = z.discriminatedUnion('task', [
  z.strictObject({ task: z.literal('sought'), slug: z.string() }),
  z.strictObject({ task: z.literal('groups'), slug: z.string() }),
  z.strictObject({ task: z.literal('imports'), file: z.string().nullable(), rounds: z.int().min(1) }),
])
export type Order = z.output<typeof Order>

/**
 * The addresses of a person in 200 groups of their workspace and of one in none, the roster that made them, a group, and
 * the folder that the files of their workspace are in.
 */
export const Grouped = z.object({
  inMany: z.string(),
  inNone: z.string(),
  rosterId: z.string(),
  groupId: z.string(),
  folderId: z.string(),
})

/** Milliseconds of each round, and what a roster came to. */
export const Imports = z.object({
  lines: z.number(),
  rows: z.number(),
  rounds: z.array(z.object({ imported: z.number(), bare: z.object({ all: z.number(), users: z.number() }) })),
})
export type Imports = z.output<typeof Imports>
