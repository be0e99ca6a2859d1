import { z } from 'zod'
import type { Notice } from '../notices/writes'
import { rosterHref } from '../portals/portals'
import type { LockedOperation } from './facts'

const RosterInput = z.object({ rosterId: z.guid() })

/** USR-3: how an import came out, for who started it; it names no workspace. Whoever cancels one has seen it end. */
export function endedNotices(
  { kind, accountId, input }: LockedOperation,
  state: 'done' | 'failed' | 'cancelled',
  reason: string,
): readonly Notice[] {
  if (kind !== 'roster.import' || accountId === null || state === 'cancelled') return []
  const common = { accountId, workspaceId: null, path: `${rosterHref}/${RosterInput.parse(input).rosterId}` }
  const words =
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
  // It runs on their authority; it is not they who end it.
  return [{ ...common, ...words, isOfOthers: true }]
}
