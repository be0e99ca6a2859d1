import { fstatSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { verified } from './bytes'
import {
  lookAt,
  namesIn,
  onDisk,
  openToRead,
  putBack,
  readAtOnce,
  readChunks,
  removeAll,
  smallRead,
  unlessGone,
} from './disk-files'
import { diskUploads } from './disk-uploads'
import { StorageError } from './errors'
import { type BlobName, blobFile, isPart, type Place, placePath } from './names'
import { putThrough } from './put'
import type { BlobStore, Range, Reading, Stored } from './store'

/**
 * Keeps bytes in a folder of the local disk:
 * `blobs/<organization>/<region>/<first two digits>/<hash>`, and uploads on their way in `uploads/…`, on the same file
 * system, so that a blob appears by one rename. Any number of processes may use one folder.
 */
export function diskStore(root: string): BlobStore {
  const blobs = join(root, 'blobs')
  const placeFolder = (place: Place) => join(blobs, ...placePath(place))
  const pathOf = (name: BlobName) => join(placeFolder(name), blobFile(name).slice(0, 2), blobFile(name))
  const uploads = diskUploads(root, pathOf)

  async function stat(name: BlobName): Promise<Stored | null> {
    const found = await lookAt(pathOf(name))
    return found?.isFile() ? { hash: name.hash, size: found.size, storedAt: found.mtime } : null
  }

  async function read(name: BlobName, range?: Range): Promise<Reading> {
    const file = await unlessGone(async () => openToRead(pathOf(name)), null)
    if (!file) throw new StorageError('missing')
    try {
      const { size } = fstatSync(file.fd)
      if (range && !(range.start >= 0 && range.start < range.end && range.end <= size))
        throw new StorageError('no-such-range')
      const asked = range ?? { start: 0, end: size }
      const chunks = asked.end - asked.start <= smallRead ? readAtOnce(file, asked) : readChunks(file, asked)
      const bytes = range ? chunks : verified(chunks, { hash: name.hash, size })
      // A generator that was never asked does not end what it would have read.
      return { size, bytes, close: () => bytes.return().then(file.close) }
    } catch (error) {
      file.close()
      throw error
    }
  }

  async function* list(place: Place, after = ''): AsyncGenerator<Stored, void> {
    for (const digits of await namesIn(placeFolder(place))) {
      if (digits < after.slice(0, 2)) continue
      for (const hash of await namesIn(join(placeFolder(place), digits))) {
        const found = hash > after && isPart('hash', hash) ? await stat({ ...place, hash }) : null
        if (found) yield found
      }
    }
  }

  async function* places(): AsyncGenerator<Place, void> {
    for (const organizationId of await namesIn(blobs))
      for (const region of isPart('organizationId', organizationId) ? await namesIn(join(blobs, organizationId)) : [])
        if (isPart('region', region)) yield { organizationId, region }
  }

  /**
   * Takes the blob out of sight first and looks at its time then: a put that came between has left a younger one, and it
   * goes back. One that comes later finds nothing there and leaves its own.
   */
  async function removeOlder(name: BlobName, before: Date): Promise<boolean> {
    const found = await stat(name)
    if (!found || found.storedAt >= before) return false
    const { folder, file } = await uploads.setAside(name)
    const isTaken = await unlessGone(() => rename(pathOf(name), file).then(() => true), false)
    const taken = isTaken ? await lookAt(file) : null
    const isYoung = taken !== null && taken.mtime >= before
    if (isYoung) await putBack(file, pathOf(name))
    await removeAll(folder)
    return taken !== null && !isYoung
  }

  return {
    put: (place, bytes, declared) => putThrough(uploads.store, place, bytes, declared),
    read: (name, range) => onDisk(() => read(name, range)),
    stat: (name) => onDisk(() => stat(name)),
    list,
    places,
    removeOlder: (name, before) => onDisk(() => removeOlder(name, before)),
    ...uploads.store,
  }
}
