import { closeSync, ftruncateSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test, vi } from 'vitest'
import { inFolder, unpacked, unzip } from './testing/unzip'
import { type ZipEntry, zipOf } from './zip'

vi.setConfig({ testTimeout: 120_000 })

const changedAt = new Date('2026-03-01T12:34:56Z')
const folder = (name: string): ZipEntry => ({ name: `${name}/`, size: 0, changedAt, bytes: null })
const file = (name: string, text: string): ZipEntry => {
  const bytes = Buffer.from(text)
  return { name, size: bytes.length, changedAt, bytes }
}

async function* these(entries: readonly ZipEntry[]) {
  yield* entries
}
const zipped = (entries: readonly ZipEntry[]) => buffer(zipOf(these(entries)))

const GiB = 2 ** 30
const block = Buffer.alloc(4 * 1024 * 1024)

async function* zeros(size: number) {
  for (let left = size; left > 0; left -= block.length) yield left < block.length ? block.subarray(0, left) : block
}

/** A zip written to a file, in which blocks of zeros are holes. */
async function writeSparse(path: string, zip: AsyncIterable<Uint8Array>): Promise<void> {
  const to = openSync(path, 'w')
  let at = 0
  for await (const chunk of zip) {
    if (chunk !== block) writeSync(to, chunk, 0, chunk.length, at)
    at += chunk.length
  }
  ftruncateSync(to, at)
  closeSync(to)
}

describe('[FIL-7] a zip', () => {
  test('gives back files, folders and names as they were', async () => {
    const zip = await zipped([
      folder('Plans'),
      file('Plans/Flügel – 翼 🛩.txt', 'wing'),
      folder('Plans/empty'),
      file('Plans/its "quoted" & $HOME ;|*?<>:.txt', 'odd'),
      file(`Plans/${'ü'.repeat(120)}.txt`, 'long'),
      file('Plans/nothing', ''),
      file('Plans/-rf', 'dash'),
    ])
    expect(await unpacked(zip)).toEqual({
      Plans: null,
      'Plans/Flügel – 翼 🛩.txt': 'wing',
      'Plans/empty': null,
      'Plans/its "quoted" & $HOME ;|*?<>:.txt': 'odd',
      [`Plans/${'ü'.repeat(120)}.txt`]: 'long',
      'Plans/nothing': '',
      'Plans/-rf': 'dash',
    })
  })

  test('of nothing is one that can be opened', async () => {
    const zip = await zipped([])
    expect(zip.toString('latin1')).toBe(`PK\u0005\u0006${'\0'.repeat(18)}`)
  })

  test('keeps the moment of each change', async () => {
    const zip = await zipped([file('a.txt', 'a')])
    await inFolder((at) => {
      writeFileSync(join(at, 'a.zip'), zip)
      unzip('-q', join(at, 'a.zip'), '-d', at)
      expect(statSync(join(at, 'a.txt')).mtime).toEqual(changedAt)
    })
  })

  test('of a file larger than 4 GiB, and of one behind it, is read by its list', async () => {
    const large = { name: 'large.bin', size: 4 * GiB + 5, changedAt, bytes: zeros(4 * GiB + 5) }
    await inFolder(async (at) => {
      const path = join(at, 'a.zip')
      await writeSparse(path, zipOf(these([file('first.txt', 'first'), large, file('last.txt', 'last')])))
      const list = unzip('-l', path)
      expect(list).toContain(String(4 * GiB + 5))
      expect(unzip('-p', path, 'last.txt')).toBe('last')
    })
  })

  test('of a file about 4 GiB, where the short field ends', async () => {
    await inFolder(async (at) => {
      // Unzip 6 misreads what comes behind a file of just one byte less than 4 GiB; others do not.
      for (const size of [4 * GiB - 2, 4 * GiB]) {
        const path = join(at, `${size}.zip`)
        const edge = { name: 'edge.bin', size, changedAt, bytes: zeros(size) }
        await writeSparse(path, zipOf(these([edge, file('last.txt', 'last')])))
        expect(unzip('-l', path)).toContain(String(size))
        expect(unzip('-p', path, 'last.txt')).toBe('last')
      }
    })
  })

  test('of 70,000 things says how many they are', async () => {
    const zip = await zipped(Array.from({ length: 70_000 }, (_, index) => file(`a/${index}`, `${index}`)))
    await inFolder((at) => {
      writeFileSync(join(at, 'a.zip'), zip)
      expect(unzip('-l', join(at, 'a.zip'))).toMatch(/\s70000 files/)
      expect(unzip('-p', join(at, 'a.zip'), 'a/69999')).toBe('69999')
      expect(unzip('-tq', join(at, 'a.zip'))).toContain('No errors')
    })
  })

  test('breaks off when a file is longer or shorter than was said', async () => {
    for (const size of [2, 4]) {
      const wrong = { ...file('a.txt', 'abc'), size }
      await expect(zipped([wrong])).rejects.toThrow('is damaged')
    }
  })

  test('takes the next file only when the one before is taken, and ends with its reader', async () => {
    const told: string[] = []
    async function* entries() {
      try {
        for (let index = 0; index < 10; index++) {
          told.push(String(index))
          yield { ...file(`${index}.bin`, ''), size: block.length, bytes: zeros(block.length) }
        }
      } finally {
        told.push('ended')
      }
    }
    const zip = zipOf(entries())
    await zip.next()
    expect(told).toEqual(['0'])
    await zip.return()
    expect(told).toEqual(['0', 'ended'])
  })
})
