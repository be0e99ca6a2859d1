import 'server-only'
import { z } from 'zod'
import { actingAs } from '../call'
import { warnOfPermissionEnd } from './changes'

const Payload = z.object({ organizationId: z.guid(), permissionId: z.guid() })

/** Refusals are no failures here: the day was moved, or the permission is gone. */
const warn = async (payload: unknown) => {
  const { organizationId, permissionId } = Payload.parse(payload)
  await actingAs({ kind: 'system', organizationId }, () => warnOfPermissionEnd({ permissionId }))
}

/** The background work of folder permissions, by the name it is queued under. */
export const folderPermissionTasks = { 'permission.warn-of-end': warn } as const
