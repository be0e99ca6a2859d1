import { z } from 'zod'

/** What the script asks of a lane: to change a file of its copy, to make its database anew, to run a file of tests. */
export type Ask =
  | { readonly kind: 'write'; readonly path: string; readonly text: string }
  | { readonly kind: 'remake' }
  | { readonly kind: 'run'; readonly test: string }

/** `failed` names the first failed test; `isLoaded` is false when the file of tests could not even begin. */
export const Answer = z.object({
  ok: z.boolean(),
  isLoaded: z.boolean().default(true),
  failed: z.string().default(''),
})
export type Answer = z.output<typeof Answer>
