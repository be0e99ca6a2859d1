import { z } from 'zod'
import { idField, jsonField } from '../fields'
import { ofEachPolicy, ofPolicy } from './policies'

const fields = {
  /** The workspace that chooses for itself; null: the organization. */
  workspaceId: idField.nullable(),
  key: z.enum(ofEachPolicy((policy) => policy.key)),
  /** SEC-9: the one the form was filled from; 0 where nobody has chosen yet. */
  revision: z.int().min(0),
}

/** POL-1: `value` is as the policy's own schema takes it; null gives the choice up. */
export const SetPolicy = z
  .strictObject({ ...fields, value: z.unknown() })
  .transform((input, context) => {
    if (input.value === null) return input
    const read = ofPolicy<z.ZodSafeParseResult<unknown>>(input.key, (policy) => policy.schema.safeParse(input.value))
    if (read.success) return { ...input, value: read.data }
    for (const { path, message } of read.error.issues)
      context.addIssue({ code: 'custom', path: ['value', ...path], message })
    return z.NEVER
  })
  .describe('set a policy')
export type SetPolicyInput = z.output<typeof SetPolicy>

/** The same out of the address of a request; left out where it is none. */
export const PreviewPolicy = z.strictObject({ ask: jsonField(SetPolicy).optional() })

const listOf = (text: string) => text.split(/[\s,;]+/).filter((one) => one !== '')

/** What the form of a policy holds: one of two, what stands in its field, or no choice. */
export const TypedPolicy = z
  .strictObject({ ...fields, choice: z.enum(['none', 'typed', 'true', 'false']), value: z.unknown().optional() })
  .transform(({ choice, value, ...rest }) => {
    if (choice === 'none') return { ...rest, value: null }
    if (choice !== 'typed') return { ...rest, value: choice === 'true' }
    return { ...rest, value: typeof value === 'string' ? listOf(value) : value }
  })
  .pipe(SetPolicy)
