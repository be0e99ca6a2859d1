import type { Result } from '../lib/result'

/** The value of a result. Throws the refusal's words when there is none. */
export function done<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value
  throw new Error([...new Set([result.reason, ...Object.values(result.fields ?? {})])].join(' '))
}
