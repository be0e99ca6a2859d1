import { createHash } from 'node:crypto'
import { closeSync, openSync, read as readFile, readSync } from 'node:fs'
import { type FileHandle, link, mkdir, open, opendir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { chunkSize } from './bytes'
import { diskError, StorageError, systemCode } from './errors'
import type { Range } from './store'

/** Runs, and turns errors of the file system into a `StorageError`. */
export const onDisk = <Value>(run: () => Promise<Value>): Promise<Value> =>
  run().catch((error: unknown) => {
    throw diskError(error)
  })

/** What `run` answers, or `otherwise` when what it names is not there. */
export const unlessGone = <Value, Other>(run: () => Promise<Value>, otherwise: Other): Promise<Value | Other> =>
  run().catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return otherwise
    throw error
  })

/** Makes the names in a folder durable: without it a file's bytes outlive a power cut, and its name may not. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Makes a folder with all above it, durably. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let made = path; made !== dirname(first); made = dirname(made)) await syncFolder(dirname(made))
}

/** Moves a file to a name in another folder of the same file system, in place of what is there, durably. */
export async function moveFile(from: string, to: string): Promise<void> {
  await makeFolder(dirname(to))
  await rename(from, to)
  await syncFolder(dirname(to))
}

/** Gives a file a second name, unless another file has it already. */
export async function putBack(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
  }
}

/**
 * Writes bytes to a new file, makes them durable, and gives their size and SHA-256. When the bytes throw, what came
 * before is durable too. Writing and hashing overlap.
 */
export async function writeFile(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ size: number; hash: string }> {
  const file = await open(path, 'wx', 0o600)
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const chunk of bytes) {
      const writing = writeChunk(file, chunk)
      hash.update(chunk)
      await writing
      size += chunk.length
    }
    return { size, hash: hash.digest('hex') }
  } finally {
    await file.sync().finally(() => file.close())
  }
}

async function writeChunk(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.length; ) {
    const { bytesWritten } = await file.write(chunk, done, chunk.length - done)
    done += bytesWritten
  }
}

const readInto = promisify(readFile)

/** A file that is open to be read. Closing it again does nothing. */
export type OpenFile = { readonly fd: number; close(): void }

/**
 * Opens a file to be read, at once and by its number: handing that to another thread takes three times as long even for
 * many side by side, and a `FileHandle` twice that (measured). Throws as `openSync` does.
 */
export function openToRead(path: string): OpenFile {
  const fd = openSync(path, 'r')
  let isOpen = true
  return {
    fd,
    close() {
      if (isOpen) closeSync(fd)
      isOpen = false
    },
  }
}

/** Up to so many bytes are read in one call that waits: handing it to another thread takes longer (measured). */
export const smallRead = 64 * 1024

/** Reads a little of an open file, from `start` to `end`, and closes it at the end. */
export async function* readAtOnce(file: OpenFile, { start, end }: Range): AsyncGenerator<Uint8Array, void> {
  try {
    const bytes = Buffer.allocUnsafe(end - start)
    const size = readSync(file.fd, bytes, 0, bytes.length, start)
    // The file is shorter than it was.
    if (size < bytes.length) throw new StorageError('damaged')
    if (size > 0) yield bytes
  } catch (error) {
    throw diskError(error)
  } finally {
    file.close()
  }
}

/** Reads an open file from `start` to `end`, one chunk ahead of whoever takes it, and closes it at the end. */
export async function* readChunks(file: OpenFile, { start, end }: Range): AsyncGenerator<Uint8Array, void> {
  const read = (from: number) => {
    const size = Math.min(chunkSize, end - from)
    return size > 0 ? readInto(file.fd, Buffer.allocUnsafeSlow(size), 0, size, from) : null
  }
  let ahead = read(start)
  try {
    for (let position = start; ahead; ) {
      const { bytesRead, buffer } = await ahead
      ahead = null
      // The file is shorter than it was.
      if (bytesRead === 0) throw new StorageError('damaged')
      position += bytesRead
      ahead = read(position)
      yield buffer.subarray(0, bytesRead)
    }
  } catch (error) {
    throw diskError(error)
  } finally {
    await ahead?.catch(() => {})
    file.close()
  }
}

/** Names in a folder, in order; none when there is no folder. */
export const namesIn = async (path: string): Promise<readonly string[]> =>
  (await unlessGone(() => readdir(path), [])).sort()

/** Names in a folder, one after the other however many there are; none when there is no folder. */
export async function* walkNames(path: string): AsyncGenerator<string, void> {
  const folder = await unlessGone(() => opendir(path), null)
  if (folder) for await (const { name } of folder) yield name
}

/** Size and time of the last write of a file; null when there is none. */
export const lookAt = (path: string) => unlessGone(() => stat(path), null)

/** Removes a file or a folder with all in it; changes nothing when there is none. */
export const removeAll = (path: string): Promise<void> => rm(path, { recursive: true, force: true })
