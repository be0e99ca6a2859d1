import { createHash } from 'node:crypto'
import { StorageError } from './errors'
import type { Bytes, Declared, Reading } from './store'

/** As many bytes as one read or one piece on its way holds: fewer are slower, more only take memory (measured). */
export const chunkSize = 1024 * 1024

/**
 * Bytes of a sender, who may leave: what they throw becomes `broken-off`, so that it is not taken for a failure of the
 * store. More than `atMost` of them is `length-differs`, said at the first byte too many.
 */
export async function* received(bytes: Bytes, atMost = Number.POSITIVE_INFINITY): AsyncGenerator<Uint8Array, void> {
  const source = bytes[Symbol.asyncIterator]()
  let size = 0
  let isOver = false
  try {
    for (;;) {
      const next = await source.next().catch((error: unknown) => {
        isOver = true
        throw error instanceof StorageError ? error : new StorageError('broken-off', error)
      })
      isOver = next.done === true
      if (next.done) return
      size += next.value.length
      if (size > atMost) throw new StorageError('length-differs')
      if (next.value.length > 0) yield next.value
    }
  } finally {
    // Whatever it then says, it is not what went wrong.
    if (!isOver) await source.return?.().catch(() => {})
  }
}

/** Throws when a blob is not what was declared: `length-differs`, `hash-differs`. */
export function compare(blob: { readonly hash: string; readonly size: number }, declared: Declared = {}): void {
  if (declared.size !== undefined && declared.size !== blob.size) throw new StorageError('length-differs')
  if (declared.hash !== undefined && declared.hash !== blob.hash) throw new StorageError('hash-differs')
}

/** Gives bytes on, and the last of them only once all have the right length and hash; else throws `damaged`. */
export async function* verified(
  bytes: AsyncIterable<Uint8Array>,
  expected: { readonly hash: string; readonly size: number },
): AsyncGenerator<Uint8Array, void> {
  const hash = createHash('sha256')
  let held: Uint8Array | undefined
  let size = 0
  for await (const chunk of bytes) {
    if (held) yield held
    held = chunk
    size += chunk.length
    hash.update(chunk)
  }
  if (size !== expected.size || hash.digest('hex') !== expected.hash) throw new StorageError('damaged')
  if (held) yield held
}

/**
 * A body for an answer: it reads on only as fast as it is taken, and stops reading when nobody takes it any more. Reads
 * its first bytes at once, so that what is wrong from the start is thrown here, as an answer. What goes wrong later is
 * told to `broken`, and the connection breaks before the last bytes.
 */
export async function bodyOf(
  { bytes, close }: { readonly bytes: Reading['bytes']; close(): Promise<unknown> },
  broken: (error: unknown) => unknown,
) {
  let ahead: IteratorResult<Uint8Array> | undefined = await bytes.next()
  let isWanted = true
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = ahead ?? (await bytes.next())
          ahead = undefined
          if (!isWanted) return
          if (done) controller.close()
          else controller.enqueue(value)
        } catch (error) {
          await broken(error)
          controller.error(new Error('The download broke off.'))
        }
      },
      async cancel() {
        isWanted = false
        await close()
      },
    },
    { highWaterMark: 1 },
  )
}
