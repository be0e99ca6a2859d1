import 'server-only'
import { z } from 'zod'
import { actingAs } from '../call'
import type { Changing } from '../change'
import { endUser, warnOfEnd } from './changes'

const Payload = z.object({ organizationId: z.guid(), userId: z.guid() })

/** Refusals are no failures here: the date was moved, or the user is gone. */
const asAtrium = (change: Changing<{ userId: string }, null>) => async (payload: unknown) => {
  const { organizationId, userId } = Payload.parse(payload)
  await actingAs({ kind: 'system', organizationId }, () => change({ userId }))
}

/** The background work of end dates, by the name it is queued under. */
export const endDateTasks = { 'user.end': asAtrium(endUser), 'user.warn-of-end': asAtrium(warnOfEnd) } as const
