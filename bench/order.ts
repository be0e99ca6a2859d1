import { z } from 'zod'

const FilesOrder = z.strictObject({
  task: z.literal('files'),
  organizationId: z.string(),
  userId: z.string(),
  /** Where the same files are to stand as plain ones. */
  folder: z.string(),
  megabytes: z.int().min(1),
  small: z.int().min(1),
  /** How many copies of all the small ones are to stand in a folder of their own. */
  copies: z.int().min(1),
})
export type FilesOrder = z.output<typeof FilesOrder>

/** A large file, a folder of small ones, and one with copies of that folder. */
export const Files = z.object({ fileId: z.string(), folderId: z.string(), copiesId: z.string() })
export type Files = z.output<typeof Files>

const TreeSize = z.strictObject({ levels: z.int().min(2), files: z.int().min(1), rows: z.int().min(10) })
const TreesOrder = z.strictObject({
  task: z.literal('trees'),
  large: TreeSize,
  small: TreeSize,
  rounds: z.int().min(1),
  /** How often each statement is asked in a round. */
  times: z.int().min(1),
  /** How many files are copied. */
  copied: z.int().min(10),
  /** Where the same files are to stand as plain ones. */
  folder: z.string(),
})
export type TreesOrder = z.output<typeof TreesOrder>

/** Milliseconds of each round in the large tree, what it holds, and in how many folders of what is moved rows are given. */
export const Trees = z.object({
  nodes: z.number(),
  rows: z.number(),
  carriers: z.number(),
  reads: z.array(
    z.object({
      list: z.number(),
      listInMany: z.number(),
      bareList: z.number(),
      access: z.number(),
      bareAccess: z.number(),
      /** The same list in the small tree. */
      small: z.number(),
    }),
  ),
  moves: z.array(z.object({ move: z.number(), moveEmpty: z.number(), rename: z.number(), renameEmpty: z.number() })),
  copies: z.array(z.object({ copy: z.number(), bareCopy: z.number(), plainCopy: z.number() })),
})

/** What can be asked of a process that works on one deployment's database. */
export const Order = z.discriminatedUnion('task', [
  z.strictObject({ task: z.literal('sought'), slug: z.string() }),
  FilesOrder,
  TreesOrder,
  z.strictObject({ task: z.literal('groups'), slug: z.string() }),
  z.strictObject({ task: z.literal('imports'), file: z.string().nullable(), rounds: z.int().min(1) }),
])
export type Order = z.output<typeof Order>

/**
 * The addresses of a person in 200 groups of their workspace and of one in none, the roster that made them, a group, the
 * folder that the files of their workspace are in, and a partner.
 */
export const Grouped = z.object({
  inMany: z.string(),
  inNone: z.string(),
  rosterId: z.string(),
  groupId: z.string(),
  folderId: z.string(),
  partnerId: z.string(),
})

/** Milliseconds of each round, and what a roster came to. */
export const Imports = z.object({
  lines: z.number(),
  rows: z.number(),
  rounds: z.array(z.object({ imported: z.number(), bare: z.object({ all: z.number(), users: z.number() }) })),
})
export type Imports = z.output<typeof Imports>
