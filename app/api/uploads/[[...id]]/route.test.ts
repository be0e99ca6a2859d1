import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { closeDatabase } from '@/lib/database/client'
import { findNode } from '@/lib/files/queries'
import { StorageError } from '@/lib/storage/errors'
import { arriving, breakingOff, hashOf, readAll, someBytes } from '@/lib/storage/testing/bytes'
import { actorOf } from '@/lib/test/look'
import {
  begin,
  blobsIn,
  codeOf,
  folder,
  type Headers,
  makeDesk,
  offsetOf,
  open,
  piece,
  send,
  startOver,
  store,
} from '../testing/sending'
import { world } from '../testing/world'

vi.mock('next/navigation', () => ({ redirect: vi.fn(), notFound: vi.fn() }))
vi.mock('next/headers', async () => (await import('../testing/world')).nextHeaders)
vi.mock('@/lib/storage/storage', async () => {
  const { world } = await import('../testing/world')
  return { storage: async () => world.store }
})
vi.setConfig({ testTimeout: 60_000 })

beforeEach(() => void startOver())
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await closeDatabase()
})

const MiB = 1024 * 1024

describe('[FIL-6] an upload by the protocol', () => {
  test('in one request is a file whose bytes are what was sent', async () => {
    const { organizationId, manager, folderId, seen } = await makeDesk()
    const bytes = someBytes(3 * MiB + 7)
    const answer = await open(folderId, { size: bytes.length, said: { hash: hashOf(bytes) }, bytes: arriving(bytes) })
    expect([answer.status, answer.headers.get('atrium-name')]).toEqual([201, 'wing.step'])
    expect(await seen()).toEqual(['wing.step'])
    const fileId = answer.headers.get('atrium-file') ?? ''
    expect(await findNode(await actorOf(manager), fileId)).toMatchObject({ size: bytes.length })
    const kept = await readAll(store.read({ organizationId, region: 'main', hash: hashOf(bytes) }))
    expect(kept.equals(bytes)).toBe(true)
  })

  test('of no bytes is a file too', async () => {
    const { folderId, seen } = await makeDesk()
    const id = await begin(folderId, { size: 0 })
    expect((await piece(id, 0, arriving(someBytes(0)))).status).toBe(204)
    expect(await seen()).toEqual(['wing.step'])
  })

  test.each([0.01, 0.5, 0.99])('broken off at %d of it shows nothing, and goes on from there', async (part) => {
    const { folderId, seen } = await makeDesk()
    const bytes = someBytes(2 * MiB)
    const stop = Math.floor(bytes.length * part)
    const id = await begin(folderId, { size: bytes.length, said: { hash: hashOf(bytes) } })
    expect(await codeOf(await piece(id, 0, breakingOff(bytes.subarray(0, stop))))).toEqual([400, 'broken-off'])
    expect(await seen()).toEqual([])
    expect(await offsetOf(id)).toBe(stop)
    expect(await codeOf(await piece(id, 0, arriving(bytes)))).toEqual([409, 'offset-differs'])
    expect((await piece(id, stop, arriving(bytes.subarray(stop)))).status).toBe(204)
    expect(await seen()).toEqual(['wing.step'])
  })

  test('longer or shorter than announced makes no file', async () => {
    const { folderId, seen } = await makeDesk()
    const bytes = someBytes(1_000)
    const id = await begin(folderId, { size: 999 })
    expect(await codeOf(await piece(id, 0, arriving(bytes)))).toEqual([413, 'length-differs'])
    expect((await piece(id, 0, arriving(bytes.subarray(0, 500)))).status).toBe(204)
    expect([await seen(), await offsetOf(id)]).toEqual([[], 500])
  })

  test('of other bytes than announced makes no file, says so, and is over', async () => {
    const { organizationId, folderId, seen } = await makeDesk()
    const bytes = someBytes(1_000)
    const id = await begin(folderId, { size: 1_000, said: { hash: hashOf(someBytes(1_000, 2)) } })
    expect(await codeOf(await piece(id, 0, arriving(bytes)))).toEqual([422, 'hash-differs'])
    expect([await seen(), await blobsIn(organizationId)]).toEqual([[], []])
    expect((await send('HEAD', id)).status).toBe(404)
  })

  test('of which a byte is flipped where it waits for the rest makes no file, says so, and is over', async () => {
    const { organizationId, folderId, seen } = await makeDesk()
    const bytes = someBytes(1_000)
    const id = await begin(folderId, { size: 1_000, said: { hash: hashOf(bytes) } })
    await piece(id, 0, arriving(bytes.subarray(0, 500)))
    const [waiting = ''] = readdirSync(join(folder, 'uploads', organizationId), { recursive: true, encoding: 'utf8' })
      .map((path) => join(folder, 'uploads', organizationId, path))
      .filter((path) => statSync(path).isFile())
    const kept = readFileSync(waiting)
    kept.writeUInt8(kept.readUInt8(7) ^ 1, 7)
    writeFileSync(waiting, kept)
    expect(await codeOf(await piece(id, 500, arriving(bytes.subarray(500))))).toEqual([422, 'hash-differs'])
    expect([await seen(), await blobsIn(organizationId)]).toEqual([[], []])
    expect((await send('HEAD', id)).status).toBe(404)
  })

  test('whose hash follows waits for it, with or without what the server said of its bytes', async () => {
    const { organizationId, folderId, seen } = await makeDesk()
    const bytes = someBytes(1_000)
    for (const isGivenBack of [true, false]) {
      const id = await begin(folderId, { size: 1_000, said: { hash: 'follows', 'if-taken': 'keep-both' } })
      const sent = await piece(id, 0, arriving(bytes))
      expect([sent.status, sent.headers.get('atrium-file')]).toEqual([204, null])
      expect(await offsetOf(id)).toBe(1_000)
      const whole: Headers = isGivenBack ? { 'atrium-whole': sent.headers.get('atrium-whole') ?? '' } : {}
      const ended = await piece(id, 1_000, arriving(someBytes(0)), {
        ...whole,
        'atrium-hash': `sha256 ${hashOf(bytes)}`,
      })
      expect([ended.status, ended.headers.get('atrium-file')]).toEqual([204, expect.any(String)])
    }
    expect((await seen())?.toSorted()).toEqual(['wing (2).step', 'wing.step'])
    const id = await begin(folderId, { size: 1_000, said: { hash: 'follows', name: 'spar.step' } })
    await piece(id, 0, arriving(bytes))
    const wrong = { 'atrium-hash': `sha256 ${'0'.repeat(64)}` }
    expect(await codeOf(await piece(id, 1_000, arriving(someBytes(0)), wrong))).toEqual([422, 'hash-differs'])
    expect((await seen())?.length).toBe(2)
    expect((await blobsIn(organizationId)).length).toBe(1)
  })

  test('[SEC-1] does not believe what a sender says the server said of its bytes', async () => {
    const { organizationId, folderId } = await makeDesk()
    const [secret, bytes] = [someBytes(1_000, 9), someBytes(1_000)]
    await open(folderId, { size: 1_000, said: { name: 'secret' }, bytes: arriving(secret) })
    const id = await begin(folderId, { size: 1_000, said: { hash: 'follows' } })
    const sent = await piece(id, 0, arriving(bytes))
    const [text = '', seal] = (sent.headers.get('atrium-whole') ?? '').split('.')
    const told = JSON.parse(Buffer.from(text, 'base64url').toString())
    const other = { ...told, whole: { ...told.whole, hash: hashOf(secret) } }
    const forged = `${Buffer.from(JSON.stringify(other)).toString('base64url')}.${seal}`
    const more = { 'atrium-whole': forged, 'atrium-hash': `sha256 ${hashOf(secret)}` }
    expect(await codeOf(await piece(id, 1_000, arriving(someBytes(0)), more))).toEqual([422, 'hash-differs'])
    const kept = await readAll(store.read({ organizationId, region: 'main', hash: hashOf(secret) }))
    expect(kept.equals(secret)).toBe(true)
  })

  test('whose last answer was lost is told again that it is done, by either verb', async () => {
    const { folderId, seen } = await makeDesk()
    const id = await begin(folderId, { size: 10 })
    const first = await piece(id, 0, arriving(someBytes(10)))
    expect(await offsetOf(id)).toBe(10)
    const again = await piece(id, 10, arriving(someBytes(0)))
    expect(again.headers.get('atrium-file')).toBe(first.headers.get('atrium-file'))
    expect(await seen()).toEqual(['wing.step'])
  })

  test('that was cut off between its last byte and its file becomes one when it is asked for', async () => {
    const { folderId, seen } = await makeDesk()
    const id = await begin(folderId, { size: 10 })
    world.store = { ...store, finish: () => Promise.reject(new StorageError('unavailable')) }
    expect(await codeOf(await piece(id, 0, arriving(someBytes(10))))).toEqual([503, 'unavailable'])
    world.store = store
    expect(await seen()).toEqual([])
    expect(await offsetOf(id)).toBe(10)
    expect(await seen()).toEqual(['wing.step'])
  })

  test('that is made a file by two requests at once is one file, and who came second asks again', async () => {
    const { organizationId, folderId, seen } = await makeDesk()
    const id = await begin(folderId, { size: 10, said: { hash: 'follows', 'if-taken': 'keep-both' } })
    await piece(id, 0, arriving(someBytes(10)))
    // Each makes a blob of its bytes before either goes on.
    let waiting = 0
    let goOn = () => {}
    const both = new Promise<void>((resolve) => {
      goOn = resolve
    })
    world.store = {
      ...store,
      async finish() {
        if (++waiting === 2) goOn()
        await both
        return store.put({ organizationId, region: 'main' }, arriving(someBytes(10)))
      },
    }
    const told = { 'atrium-hash': `sha256 ${hashOf(someBytes(10))}` }
    const ends = await Promise.all([1, 2].map(() => piece(id, 10, arriving(someBytes(0)), told)))
    expect(ends.map(({ status }) => status).toSorted()).toEqual([204, 423])
    expect(await offsetOf(id)).toBe(10)
    expect(await seen()).toEqual(['wing.step'])
  })

  test('that is given up leaves nothing', async () => {
    const { folderId, seen } = await makeDesk()
    const id = await begin(folderId, { size: 10 })
    await piece(id, 0, arriving(someBytes(5)))
    expect((await send('DELETE', id)).status).toBe(204)
    expect((await send('HEAD', id)).status).toBe(404)
    expect((await piece(id, 5, arriving(someBytes(5)))).status).toBe(404)
    expect(await seen()).toEqual([])
  })

  test.each([
    ['no-space', 507],
    ['no-access', 500],
    ['unavailable', 503],
  ] as const)('where there is %s is answered so, shows nothing, and others go on', async (code, status) => {
    const { folderId, seen } = await makeDesk()
    const id = await begin(folderId, { size: 10 })
    world.store = { ...store, append: () => Promise.reject(new StorageError(code)) }
    const answer = await piece(id, 0, arriving(someBytes(10)))
    expect(await codeOf(answer)).toEqual([status, code])
    world.store = store
    expect([await seen(), await offsetOf(id)]).toEqual([[], 0])
    expect((await piece(id, 0, arriving(someBytes(10)))).status).toBe(204)
    expect(await seen()).toEqual(['wing.step'])
  })
})
