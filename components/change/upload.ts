import type { Failure, Result } from '@/lib/result'
import type { DrawnForValue } from './drawn-for'

/** What people read when nothing was sent, or nothing came back. */
export const unreached: Failure = {
  ok: false,
  code: 'unreached',
  reason: 'That did not reach the server. Nothing was kept; try again.',
}

/** Sends a file to a route that takes uploads; `read` gives what it answers when it took it. */
export async function upload<Value>(
  to: string,
  file: File,
  drawnFor: DrawnForValue,
  read: (value: unknown) => Value,
): Promise<Result<Value>> {
  const query = new URLSearchParams({ ...drawnFor, name: file.name })
  try {
    const answer = await fetch(`${to}?${query}`, { method: 'POST', body: file })
    const result: Result<unknown> = await answer.json()
    return result.ok ? { ok: true, value: read(result.value) } : result
  } catch {
    return unreached
  }
}
