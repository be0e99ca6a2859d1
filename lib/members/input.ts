import { z } from 'zod'
import { idField } from '../fields'

/** USR-1, INV-7 */
export const SendPasswordLink = z.strictObject({ accountId: idField }).describe('send a link to set a password')
