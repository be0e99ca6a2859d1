import { z } from 'zod'
import { cursorField, idField, searchField } from '../fields'
import { fileNameField } from './name'

const nodeIds = z.array(idField).min(1, 'Choose something.').max(1_000, 'At most 1,000 at once.')

/** FIL-1, FIL-2 */
export const MakeFolder = z.strictObject({ folderId: idField, name: fileNameField }).describe('make a folder')

/**
 * FIL-6: bytes that stand in the store, as a file. It names them by their hash, so it is no action: whoever could name a
 * hash could read what they never had. `ifTaken` says what becomes of a name that is there already.
 */
export const AddFile = z
  .strictObject({
    folderId: idField,
    name: fileNameField,
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    size: z.int().min(0),
    ifTaken: z.enum(['refuse', 'keep-both', 'replace']),
  })
  .describe('upload a file')
export type AddFileInput = z.output<typeof AddFile>

/** FIL-1, SEC-9: `revision` is the one the name was shown with. */
export const RenameNode = z
  .strictObject({ nodeId: idField, name: fileNameField, revision: z.int().min(1) })
  .describe('rename a file or a folder')

/** Up to 1,000 things into a folder of the same workspace. */
export const MoveNodes = z.strictObject({ nodeIds, folderId: idField }).describe('move files and folders')

/** FIL-8: up to 1,000 things at once. */
export const TrashNodes = z.strictObject({ nodeIds }).describe('delete files and folders')

/** FIL-8 */
export const RestoreNodes = z.strictObject({ nodeIds }).describe('restore files and folders')

/** How what is in a folder is asked for. `after` is a cursor from an earlier answer. */
export const ListFolder = z.strictObject({
  sort: z.enum(['name', '-name', 'size', '-size', 'date', '-date']).default('name'),
  /** Folders alone, or files alone. */
  kind: z.enum(['folder', 'file']).optional(),
  after: cursorField,
})
export type ListFolderInput = z.output<typeof ListFolder>

/** The same by address: which folder is asked for, too. */
export const AskFolder = ListFolder.extend({ folder: idField.optional() })

/** Where things that lie in the folder `from` could be put: the folders in a folder. */
export const AskDestinations = z.strictObject({
  folder: idField.optional(),
  from: idField.optional(),
  after: cursorField,
})
export type AskDestinationsInput = Omit<z.output<typeof AskDestinations>, 'folder'>

/** A search for names inside a workspace. `after` is a cursor from an earlier answer. */
export const FindNodes = z.strictObject({ q: searchField.default(''), after: cursorField })
export type FindNodesInput = z.output<typeof FindNodes>

/** The same by address. */
export const AskFound = FindNodes.extend({ workspace: idField.optional() })

/** How the trash is asked for, likewise. */
export const ListTrash = z.strictObject({ after: cursorField })
export type ListTrashInput = z.output<typeof ListTrash>

/** The same by address. */
export const AskTrash = ListTrash.extend({ workspace: idField.optional() })
