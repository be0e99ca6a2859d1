import 'server-only'
import { placeOfBytes } from '../files/bytes'
import type { Result } from '../result'
import type { UserActor } from '../rules/actor'
import { StorageError } from '../storage/errors'
import { storage } from '../storage/storage'
import type { Appended, Bytes } from '../storage/store'
import { dropUpload, finishUpload, startUpload } from './changes'
import type { StartUploadInput } from './input'
import type { FoundUpload } from './queries'

/** FIL-6: opens an upload; what is refused leaves nothing. Answers its id. */
export async function openUpload(
  actor: UserActor,
  input: Omit<StartUploadInput, 'storeId'>,
): Promise<Result<{ id: string }>> {
  const store = await storage()
  const name = await store.openUpload(placeOfBytes(actor.organization.id))
  const started = await startUpload({ ...input, storeId: name.id })
  if (!started.ok) await store.dropUpload(name)
  return started
}

/**
 * How many bytes of an upload stand. Throws `upload-gone` where there is no such thing any more: another request is just
 * making a file of it, or a process was killed while it did.
 */
export async function offsetOf(upload: FoundUpload): Promise<number> {
  const offset = upload.file ? upload.size : await (await storage()).uploadOffset(upload.store)
  if (offset === null) throw new StorageError('upload-gone')
  return offset
}

/** Takes a piece of an upload; what stands of one that breaks off stays. Throws a `StorageError`. */
export async function takePiece(upload: FoundUpload, offset: number, bytes: Bytes): Promise<Appended> {
  if (upload.file || offset > upload.size) throw new StorageError('offset-differs')
  return (await storage()).append(upload.store, offset, bytes, upload.size - offset)
}

/**
 * FIL-6: makes a file of an upload all of whose bytes stand, once length and hash are what was announced. One that is
 * refused, or is another file than was announced, ends. Throws a `StorageError`.
 */
export async function complete(upload: FoundUpload, hash: string | null, appended?: Appended) {
  try {
    const declared = { size: upload.size, ...(hash && { hash }) }
    const blob = await (await storage()).finish(upload.store, declared, appended)
    const finished = await finishUpload({ uploadId: upload.id, ...blob })
    if (finished.ok) return finished
    await dropUpload({ uploadId: upload.id })
    // Another request made a file of it at the same time, or its folder is gone: who asks again hears which.
    if (finished.code === 'not-found') throw new StorageError('upload-gone')
    return finished
  } catch (error) {
    if (error instanceof StorageError && error.code === 'hash-differs') await dropUpload({ uploadId: upload.id })
    throw error
  }
}
