import { z } from 'zod'
import { idField } from '../fields'

/**
 * CPM-7: up to 1,000 things into a folder. `ifTaken` says what becomes of a file whose name is there already: the copy gets
 * a number, it replaces what is there, or there is none. Folders of equal name merge.
 */
export const CopyNodes = z
  .strictObject({
    nodeIds: z.array(idField).min(1, 'Choose something.').max(1_000, 'At most 1,000 at once.'),
    folderId: idField,
    ifTaken: z.enum(['keep-both', 'replace', 'skip']),
  })
  .describe('copy files and folders')
export type CopyNodesInput = z.output<typeof CopyNodes>
