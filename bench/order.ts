import { z } from 'zod'

const FilesOrder = z.strictObject({
  task: z.literal('files'),
  organizationId: z.string(),
  userId: z.string(),
  /** Where the same files are to stand as plain ones. */
  folder: z.string(),
  megabytes: z.int().min(1),
  small: z.int().min(1),
})
export type FilesOrder = z.output<typeof FilesOrder>

/** A large file, and a folder of small ones. */
export const Files = z.object({ fileId: z.string(), folderId: z.string() })
export type Files = z.output<typeof Files>

/** What can be asked of a process that works on one deployment's database. */
export const Order = z.discriminatedUnion('task', [
  z.strictObject({ task: z.literal('sought'), slug: z.string() }),
  FilesOrder,
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
