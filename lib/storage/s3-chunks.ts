import { StorageError } from './errors'
import type { Bytes } from './store'

const MiB = 1024 * 1024
const GiB = 1024 * MiB

/** Bytes of an upload from `start`, for one object. */
export type Chunk = { readonly start: number; readonly chunk: Uint8Array }

// An object is joined of at most 10,000 parts of at least 5 MiB: these come to 564 GiB.
const isSmall = (start: number) => start < 8 * GiB
/** How large a chunk is that begins here. */
export const chunkSizeAt = (start: number) => (isSmall(start) ? 8 * MiB : 64 * MiB)
const mostOfAll = 564 * GiB
/** How many chunks from here are on their way at once: 32 MiB of them, or one. */
const widthAt = (start: number) => (isSmall(start) ? 4 : 1)

/** Gathers bytes into chunks. When the bytes throw, what was gathered comes first. `too-large` for what fits no object. */
export async function* gathered(bytes: Bytes, offset: number): AsyncGenerator<Chunk, void> {
  let start = offset
  let buffer = Buffer.alloc(0)
  let filled = 0
  try {
    for await (const piece of bytes)
      for (let taken = 0; taken < piece.length; ) {
        if (start + filled >= mostOfAll) throw new StorageError('too-large')
        if (filled === 0) buffer = Buffer.allocUnsafeSlow(chunkSizeAt(start))
        const size = Math.min(buffer.length - filled, piece.length - taken)
        buffer.set(piece.subarray(taken, taken + size), filled)
        taken += size
        filled += size
        if (filled < buffer.length) continue
        const chunk = { start, chunk: buffer }
        start += filled
        filled = 0
        yield chunk
      }
  } catch (error) {
    if (filled > 0) yield { start, chunk: buffer.subarray(0, filled) }
    throw error
  }
  if (filled > 0) yield { start, chunk: buffer.subarray(0, filled) }
}

/** Sends chunks, a few at a time, and takes the next only when there is room. Ends when nothing is on its way any more. */
export async function sendAll(chunks: AsyncIterable<Chunk>, send: (chunk: Chunk) => Promise<void>): Promise<void> {
  const sending = new Set<Promise<void>>()
  const failures: unknown[] = []
  const check = () => {
    if (failures.length > 0) throw failures[0]
  }
  try {
    for await (const chunk of chunks) {
      const one: Promise<void> = send(chunk)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => sending.delete(one))
      sending.add(one)
      if (sending.size >= widthAt(chunk.start)) await Promise.race(sending)
      check()
    }
  } finally {
    await Promise.all(sending)
  }
  check()
}
