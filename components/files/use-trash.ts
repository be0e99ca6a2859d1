'use client'

import { restoreNodes, trashNodes } from '@/lib/files/actions'
import type { Result } from '@/lib/result'
import { useChange } from '../change/use-change'
import { toast } from '../ui/toast'
import { useAskAgain } from './use-pages'

type Named = { readonly id: string; readonly name: string }

const atOnce = 1_000
const unreached = 'That did not reach the server. Reload and look before trying again.'

export const thingsOf = (nodes: readonly Named[]) =>
  nodes.length === 1 ? (nodes[0]?.name ?? '') : `${nodes.length.toLocaleString('en-GB')} things`

/** Sends ids a thousand at a time; says what went wrong, and how many it was done with by then. */
export async function inParts<Value>(
  nodes: readonly Named[],
  send: (nodeIds: string[]) => Promise<Result<Value>>,
): Promise<{ readonly done: readonly Named[]; readonly reason?: string }> {
  for (let from = 0; from < nodes.length; from += atOnce) {
    const result = await send(nodes.slice(from, from + atOnce).map(({ id }) => id)).catch(() => null)
    if (!result?.ok) return { done: nodes.slice(0, from), reason: result?.reason ?? unreached }
  }
  return { done: nodes }
}

/** FIL-8: into the trash, and for ten seconds back again by one press. */
export function useTrash(onGone: (ids: ReadonlySet<string>) => void) {
  const trashing = useChange(trashNodes)
  const restoring = useChange(restoreNodes)
  const askAgain = useAskAgain()

  const restore = async (nodes: readonly Named[]) => {
    const { done, reason } = await inParts(nodes, (nodeIds) => restoring.send({ nodeIds }))
    askAgain()
    if (reason !== undefined) toast(reason, { tone: 'bad' })
    return done
  }
  const undo = async (nodes: readonly Named[]) => {
    if ((await restore(nodes)).length > 0) toast('Taken back')
  }
  const trash = async (nodes: readonly Named[]) => {
    const { done, reason } = await inParts(nodes, (nodeIds) => trashing.send({ nodeIds }))
    onGone(new Set(done.map(({ id }) => id)))
    askAgain()
    if (done.length > 0) toast(`Deleted ${thingsOf(done)}`, { undo: () => undo(done) })
    if (reason !== undefined) toast(reason, { tone: 'bad' })
  }
  return { trash, restore }
}
