import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { StorageError } from '../errors'
import type { BlobStore, Reading } from '../store'

export const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Bytes that look random, the same for the same seed. */
export function someBytes(size: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(size)
  let state = seed
  for (let at = 0; at + 4 <= size; at += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes.writeUInt32LE(state, at)
  }
  if (size % 4 > 0) bytes.fill(state & 255, size - (size % 4))
  return bytes
}

/** Bytes as a connection brings them, 64 KiB at a time. */
export async function* arriving(bytes: Uint8Array, step = 65_536): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step)
}

/** The first of these bytes, and then the connection is gone. */
export async function* breakingOff(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield* arriving(bytes)
  throw new Error('The connection was reset.')
}

export const readAll = async (reading: Reading | Promise<Reading>): Promise<Buffer> => buffer((await reading).bytes)

/** The code with which something fails; `none` when it does not. */
export async function codeOf(run: Promise<unknown>): Promise<string> {
  try {
    await run
    return 'none'
  } catch (error) {
    if (error instanceof StorageError) return error.code
    throw error
  }
}

/** Everything that a generator gives. */
export async function all<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const found: Value[] = []
  for await (const value of values) found.push(value)
  return found
}

/** Keeps these bytes as they would arrive. */
export const keep = (store: BlobStore, place: Parameters<BlobStore['put']>[0], bytes: Uint8Array) =>
  store.put(place, arriving(bytes))
