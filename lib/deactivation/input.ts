import { z } from 'zod'
import { idField } from '../fields'

/** DEA-8; `isWarned`: whoever asks knows that the workspace may be left without a Workspace Admin (WSP-10). */
export const DeactivateUser = z
  .strictObject({ userId: idField, isWarned: z.boolean().default(false) })
  .describe('deactivate a user')

/** DEA-9 */
export const ReactivateUser = z.strictObject({ userId: idField }).describe('reactivate a user')
