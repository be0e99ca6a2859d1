import { z } from 'zod'
import { idField } from '../fields'

/** Of which version a download is; without it, of the current one. */
export const VersionAsked = z.object({ version: z.coerce.number().int().min(1).max(2_147_483_647).optional() })

/** SEC-7: that somebody is about to take a file away, or to look into it. */
export const RecordDownload = z
  .strictObject({ nodeId: idField, version: z.int().min(1), event: z.enum(['downloaded', 'viewed']) })
  .describe('download a file')
export type RecordDownloadInput = z.output<typeof RecordDownload>

const nodeIds = z.array(idField).min(1, 'Choose something.').max(1_000, 'At most 1,000 at once.')

/** FIL-7, SEC-7: the same of a selection as one zip. */
export const RecordZip = z.strictObject({ nodeIds }).describe('download files and folders')

/** That a file's bytes are not what they should be. */
export const RecordDamage = z
  .strictObject({ nodeId: idField, version: z.int().min(1), state: z.enum(['damaged', 'missing']) })
  .describe('report a file')
