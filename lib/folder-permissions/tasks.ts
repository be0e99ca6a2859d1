import 'server-only'
import { z } from 'zod'
import { actingAs } from '../call'
import { warnOfPermissionEnd } from './changes'

const Payload = z.object({ organizationId: z.guid(), permissionId: z.guid() })

/** Refusals are no failures here: the date was moved, or the permission is gone. */
async function warnOfEnd(payload: unknown): Promise<void> {
  const { organizationId, permissionId } = Payload.parse(payload)
  await actingAs({ kind: 'system', organizationId }, () => warnOfPermissionEnd({ permissionId }))
}

/** The background work of folder permissions, by the name it is queued under. */
export const folderPermissionTasks = { 'permission.warn-of-end': warnOfEnd } as const
