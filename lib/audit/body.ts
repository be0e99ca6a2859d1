import { z } from 'zod'

const named = z.object({ id: z.string(), code: z.string(), name: z.string() })
const values = z.record(z.string(), z.unknown()).nullable()

const body = z.object({
  at: z.string(),
  event: z.string(),
  person: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
  actingAs: z.object({ id: z.string(), workspace: named.nullable() }).or(z.object({ kind: z.string() })),
  workspace: named.nullable(),
  target: z.object({ kind: z.string(), id: z.string(), label: z.string() }),
  before: values,
  after: values,
  requestId: z.string(),
  address: z.string(),
})

/** What a record of the chain says, as `auditBody` wrote it. */
export type AuditBody = z.output<typeof body>

/** A workspace as a record names it: as it was called then. */
export type NamedWorkspace = z.output<typeof named>

/** Whether a value inside a record names a workspace. */
export const isNamedWorkspace = (value: unknown): value is NamedWorkspace => named.safeParse(value).success

/** Reads the text of a record; null when it is not what we write, as after somebody has been at it. */
export function readBody(text: string): AuditBody | null {
  try {
    return body.parse(JSON.parse(text))
  } catch {
    return null
  }
}
