import 'server-only'
import { storage } from '../storage/storage'
import type { Bytes } from '../storage/store'
import { placeOfBytes } from './bytes'
import { addFile } from './changes'
import type { AddFileInput } from './input'

type NewFile = Pick<AddFileInput, 'folderId' | 'name'> & {
  readonly bytes: Bytes
  readonly ifTaken?: AddFileInput['ifTaken']
}

/**
 * FIL-6: keeps bytes that this process has at hand in the organization of the call, and makes a file of them. They stand
 * before the file that names them; where it is refused they are an orphan, and are swept.
 */
export async function storeFile(organizationId: string, { bytes, ifTaken = 'refuse', ...file }: NewFile) {
  const { hash, size } = await (await storage()).put(placeOfBytes(organizationId), bytes)
  return addFile({ ...file, hash, size, ifTaken })
}
