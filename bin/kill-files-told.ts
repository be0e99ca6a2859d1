import { z } from 'zod'

/** What a process that works with files is given. */
export const Work = z.strictObject({
  user: z.strictObject({
    organizationId: z.string(),
    workspaceId: z.string(),
    userId: z.string(),
    accountId: z.string(),
    email: z.string(),
  }),
  folders: z.array(z.string()).length(2),
  /** With which its files are named. */
  prefix: z.string(),
  seed: z.number(),
})

/** What a line begins with that is told; others are of the log. */
export const tellMark = 'told '

const Becomes = z.object({
  place: z.enum(['a', 'b', 'trash']),
  /** Where it was when it was deleted. */
  was: z.enum(['a', 'b']).optional(),
  hash: z.string(),
  version: z.number(),
})
/** How a file stands: in one of two folders or in the trash, with which bytes, in which version. */
export type Becomes = z.output<typeof Becomes>

/** What such a process tells, a line each: that it begins something, and that it was acknowledged. */
export const Told = z.union([
  z.object({ isReady: z.literal(true) }),
  z.object({ lane: z.number(), name: z.string(), becomes: Becomes, isDone: z.literal(true).optional() }),
])
export type Told = z.output<typeof Told>
