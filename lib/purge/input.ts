import { z } from 'zod'
import { idField } from '../fields'

/** FIL-8, FIL-9: a step of the nightly purge of what is due in a workspace. */
export const PurgeTrash = z.strictObject({ workspaceId: idField }).describe('purge a trash')
