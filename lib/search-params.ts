import type { z } from 'zod'

/** The search parameters of a page, as Next hands them over. */
export type SearchParams = Readonly<Record<string, string | string[] | undefined>>

/** The parameters a schema knows, each on its own: what cannot be read counts as left out. */
export function readSearch<Schema extends z.ZodObject>(schema: Schema, params: SearchParams): z.output<Schema> {
  const known: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(schema.shape)) {
    const value = params[name]
    const first = Array.isArray(value) ? value[0] : value
    if (first && field.safeParse?.(first).success) known[name] = first
  }
  return schema.parse(known)
}
