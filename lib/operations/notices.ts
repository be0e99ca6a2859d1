import { z } from 'zod'
import type { Notice } from '../notices/writes'
import { operationHref, rosterHref } from '../portals/portals'
import type { LockedOperation } from './facts'

const RosterInput = z.object({ rosterId: z.guid() })

type Words = Pick<Notice, 'event' | 'title' | 'body'>

const rosterWords = (state: 'done' | 'failed', reason: string): Words =>
  state === 'done'
    ? {
        event: 'roster.imported',
        title: 'Your roster is imported',
        body: 'Every line was worked off. The roster shows what came of each.',
      }
    : {
        event: 'roster.failed',
        title: 'Your roster was not imported to its end',
        body: `${reason} What was done until then stays. The roster shows how far it came.`,
      }

const were = (count: number) => (count === 1 ? 'One thing was' : `${count.toLocaleString('en-GB')} things were`)

const copyWords = (state: 'done' | 'failed', reason: string, failures: number): Words =>
  state === 'done'
    ? {
        event: 'copy.left-out',
        title: 'Your copy is done, but not of everything',
        body: `${were(failures)} left out. The log says of each why.`,
      }
    : {
        event: 'copy.failed',
        title: 'Your copy was not made to its end',
        body: `${reason} What was copied until then stays.`,
      }

/**
 * USR-3, CPM-8: how an import came out, and a copy where it did not come out whole, for who started it; it names no
 * workspace. Whoever cancels one has seen it end.
 */
export function endedNotices(
  { id, kind, accountId, input, failures }: LockedOperation,
  state: 'done' | 'failed' | 'cancelled',
  reason: string,
): readonly Notice[] {
  if (accountId === null || state === 'cancelled') return []
  // It runs on their authority; it is not they who end it.
  const common = { accountId, workspaceId: null, isOfOthers: true } as const
  if (kind === 'roster.import')
    return [{ ...common, ...rosterWords(state, reason), path: `${rosterHref}/${RosterInput.parse(input).rosterId}` }]
  if (kind !== 'files.copy' || (state === 'done' && failures === 0)) return []
  return [{ ...common, ...copyWords(state, reason, failures), path: operationHref(id) }]
}
