import { z } from 'zod'
import { idField } from '../fields'

const version = z.int().min(1).max(2_147_483_647)

/** How the versions of a file are asked for: the latest first, before a version that an earlier answer ended at. */
export const ListVersions = z.strictObject({ before: z.coerce.number().pipe(version).optional() })
export type ListVersionsInput = z.output<typeof ListVersions>

/** The same in an address, with the file. */
export const AskVersions = ListVersions.extend({ file: idField.optional() })

/** FIL-9, SEC-9: `revision` is the one the file was shown with. */
export const RestoreVersion = z
  .strictObject({ fileId: idField, version, revision: z.int().min(1) })
  .describe('restore a version of a file')
