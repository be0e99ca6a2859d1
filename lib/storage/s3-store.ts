import type { Readable } from 'node:stream'
import { verified } from './bytes'
import { StorageError } from './errors'
import { s3Blobs } from './s3-blobs'
import { type S3Settings, s3Error, s3Objects } from './s3-objects'
import { s3Uploads } from './s3-uploads'
import type { BlobStore } from './store'

async function* chunksOf(body: Readable): AsyncGenerator<Uint8Array, void> {
  try {
    yield* body
  } catch (error) {
    throw s3Error(error)
  }
}

/** Keeps bytes in an S3-compatible store. */
export function s3Store(settings: S3Settings): BlobStore {
  const objects = s3Objects(settings)
  const blobs = s3Blobs(objects)
  const uploads = s3Uploads(objects, blobs)

  const read: BlobStore['read'] = async (name, range) => {
    if (range && !(range.start >= 0 && range.start < range.end)) throw new StorageError('no-such-range')
    const got = await objects.get(blobs.keyOf(name), range)
    if (!got) throw new StorageError('missing')
    const { size, body } = got
    const close = async () => void body.destroy()
    if (range && range.end > size) {
      await close()
      throw new StorageError('no-such-range')
    }
    const chunks = chunksOf(body)
    return { size, bytes: range ? chunks : verified(chunks, { hash: name.hash, size }), close }
  }

  return { ...blobs.store, ...uploads, read }
}
