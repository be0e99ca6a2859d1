import 'server-only'
import type { Place } from '../storage/names'
import type { BlobStore } from '../storage/store'
import type { ZipEntry } from './zip'
import type { Listed } from './zip-entries'

/** So many small files are read ahead: to open one takes longer than to send it (measured). */
const readAhead = 16
const small = 64 * 1024

type Opened = { readonly listed: Listed; readonly whole: Promise<Uint8Array> | null }

async function readWhole(store: BlobStore, place: Place, hash: string): Promise<Uint8Array> {
  const { bytes } = await store.read({ ...place, hash })
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Files as they are listed, the next small ones being read already. */
async function* opened(store: BlobStore, place: Place, files: AsyncIterable<Listed>): AsyncGenerator<Opened, void> {
  const waiting: Opened[] = []
  for await (const listed of files) {
    const isSmall = listed.hash !== null && listed.size <= small
    const whole = isSmall ? readWhole(store, place, listed.hash) : null
    // What fails is thrown when its turn comes; or its turn never comes.
    whole?.catch(() => {})
    waiting.push({ listed, whole })
    const next = waiting.length > readAhead ? waiting.shift() : undefined
    if (next) yield next
  }
  yield* waiting
}

/** Opened when they are asked for, and closed when they are not taken to their end. */
async function* streamed(store: BlobStore, place: Place, hash: string): AsyncGenerator<Uint8Array, void> {
  const reading = await store.read({ ...place, hash })
  try {
    yield* reading.bytes
  } finally {
    await reading.close()
  }
}

/** These files with their bytes, each told to `begins` before it is read. */
export async function* withBytes(
  store: BlobStore,
  place: Place,
  files: AsyncIterable<Listed>,
  begins: (file: Listed) => void,
): AsyncGenerator<ZipEntry, void> {
  for await (const { listed, whole } of opened(store, place, files)) {
    begins(listed)
    const { name, size, changedAt, hash } = listed
    yield { name, size, changedAt, bytes: whole ? await whole : hash === null ? null : streamed(store, place, hash) }
  }
}
