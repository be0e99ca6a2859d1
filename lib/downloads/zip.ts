import { crc32 } from 'node:zlib'
import { StorageError } from '../storage/errors'
import { descriptor, endOfZip, listed, localHeader, type ZipFacts } from './zip-records'

/** A file or, without bytes, a folder. Bytes of another length than `size` break the zip off. */
export type ZipEntry = ZipFacts & { readonly bytes: Uint8Array | AsyncIterable<Uint8Array> | null }

/** Small pieces go out together: each piece of an answer costs more than its bytes (measured). */
const together = 256 * 1024

/** The list at the end, while it grows: some hundred bytes a thing, in few large buffers. */
function directory() {
  const full: Buffer[] = []
  let open = Buffer.alloc(0)
  let used = 0
  let size = 0
  let count = 0
  return {
    add(record: Buffer) {
      if (used + record.length > open.length) {
        full.push(open.subarray(0, used))
        open = Buffer.allocUnsafeSlow(Math.max(1024 * 1024, record.length))
        used = 0
      }
      record.copy(open, used)
      used += record.length
      size += record.length
      count++
    },
    parts: (offset: number): readonly Buffer[] => [...full, open.subarray(0, used), endOfZip(count, size, offset)],
  }
}

/** The parts of a zip in their order; those of a small file come together, since each turn costs (measured). */
async function* written(entries: AsyncIterable<ZipEntry>): AsyncGenerator<readonly Uint8Array[], void> {
  const list = directory()
  let offset = 0
  for await (const { bytes, ...facts } of entries) {
    const head = localHeader(facts)
    const ends = (size: number, crc: number) => {
      if (size !== facts.size) throw new StorageError('damaged')
      const tail = bytes === null ? Buffer.alloc(0) : descriptor({ size, crc })
      list.add(listed({ ...facts, crc, offset }))
      offset += head.length + size + tail.length
      return tail
    }
    if (bytes === null) yield [head, ends(0, 0)]
    else if (bytes instanceof Uint8Array) yield [head, bytes, ends(bytes.length, crc32(bytes))]
    else {
      yield [head]
      let crc = 0
      let size = 0
      for await (const chunk of bytes) {
        crc = crc32(chunk, crc)
        size += chunk.length
        yield [chunk]
      }
      yield [ends(size, crc)]
    }
  }
  yield list.parts(offset)
}

/**
 * FIL-7: a zip of these, as it is made: stored as they are, names in UTF-8, larger than 4 GiB where need be. Entries are
 * taken one at a time, as the zip is read; in memory stays the list at its end. The first bytes come with the first entry.
 */
export async function* zipOf(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array, void> {
  let small: Uint8Array[] = []
  let held = 0
  let isFirst = true
  for await (const parts of written(entries))
    for (const part of parts) {
      if (part.length < together) {
        small.push(part)
        held += part.length
        if (held < together && !isFirst) continue
      }
      if (held > 0) yield Buffer.concat(small)
      if (part.length >= together) yield part
      small = []
      held = 0
      isFirst = false
    }
  if (held > 0) yield Buffer.concat(small)
}
