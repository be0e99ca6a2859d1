import type { AuditBody } from './body'

/** One value of a record, as JSON; null on a side that has none. */
export type ComparedValue = {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
  readonly isChanged: boolean
}

const asJson = (values: AuditBody['before'], field: string) =>
  values && Object.hasOwn(values, field) ? JSON.stringify(values[field] ?? null) : null

/** What a record says of before and after, side by side in the order it was written. */
export function compareValues(before: AuditBody['before'], after: AuditBody['after']): readonly ComparedValue[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...fields].map((field) => {
    const [old, now] = [asJson(before, field), asJson(after, field)]
    return { field, before: old, after: now, isChanged: old !== now }
  })
}
