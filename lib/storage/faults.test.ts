import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { diskStore } from './disk-store'
import { s3Store } from './s3-store'
import { all, arriving, codeOf, hashOf, keep, someBytes } from './testing/bytes'
import { startVictim } from './testing/start-victim'
import { aPlace, diskKind, type Ground, type Kind, s3Credentials, s3Kind } from './testing/stores'

const MiB = 1024 * 1024

describe('on the local disk', () => {
  let kind: Kind
  let ground: Ground
  let folder: string
  beforeAll(() => {
    kind = diskKind()
    ground = kind.open()
    if ('disk' in ground.how) folder = ground.how.disk
  })
  afterAll(() => kind.stop())

  // A disk of its own that is soon full, where this system gives a process one; a limit on files, as everywhere.
  const isOwnDiskAllowed = spawnSync('unshare', ['-Urm', 'true']).status === 0
  const small = `exec unshare -Urm sh -c 'mount -t tmpfs -o size=4m tmpfs "$0" && exec "$@"'`
  const limited = 'ulimit -f 4096 && exec "$@"'

  it.each([
    ['the disk is full', () => (isOwnDiskAllowed ? `${small} ${folder} "$@"` : limited)],
    ['files may not be larger', () => limited],
  ])('[FIL-6] when %s a put leaves nothing, says so, and the next one that fits is kept', async (_, shell) => {
    const victim = startVictim(ground.how, { do: 'put', ...aPlace(), size: 20 * MiB }, shell())
    expect(await victim.ended).toEqual({ ended: 'no-space', blobs: 0, next: 'none' })
    expect(ground.files().filter((path) => path.startsWith('uploads/'))).toEqual([])
  })

  it('[FIL-6] when the disk is full a piece of an upload says so, what came before stands, and others are kept', async () => {
    const place = aPlace()
    const upload = await ground.store.openUpload(place)
    const victim = startVictim(ground.how, { do: 'append', ...upload, size: 20 * MiB }, limited)
    expect(await victim.ended).toEqual({ ended: 'no-space', blobs: 0, next: 'none' })
    const stands = (await ground.store.uploadOffset(upload)) ?? -1
    expect(stands).toBeLessThanOrEqual(4096 * 512)
    await ground.store.append(upload, stands, arriving(someBytes(5)))
    expect(await ground.store.uploadOffset(upload)).toBe(stands + 5)
    await ground.store.dropUpload(upload)
  })

  it.each(['blobs', 'uploads'])('a store that cannot be written to, since “%s” is a file, says so', async (name) => {
    const root = join(folder, `broken-${name}`)
    mkdirSync(root)
    writeFileSync(join(root, name), '')
    const store = diskStore(root)
    const place = aPlace()
    expect(await codeOf(keep(store, place, someBytes(10)))).toBe('no-access')
    rmSync(join(root, name))
    expect(await codeOf(keep(store, place, someBytes(10)))).toBe('none')
    expect(await all(store.list(place))).toHaveLength(1)
  })

  it('a store whose folder went away makes it again, and calls what was in it missing', async () => {
    const root = join(folder, 'gone')
    const store = diskStore(root)
    const place = aPlace()
    const { hash } = await keep(store, place, someBytes(10))
    rmSync(root, { recursive: true })
    expect(await codeOf(store.read({ ...place, hash }))).toBe('missing')
    expect(await all(store.list(place))).toEqual([])
    await keep(store, place, someBytes(10))
    expect(await store.stat({ ...place, hash })).not.toBeNull()
  })
})

describe('in S3', () => {
  it('[FIL-6] when the server cannot write, a put leaves nothing and says so', async () => {
    const kind = await s3Kind('ulimit -f 4096 && exec "$@"')
    onTestFinished(() => kind.stop())
    const { store, files } = kind.open()
    const place = aPlace()
    expect(await codeOf(keep(store, place, someBytes(20 * MiB)))).toBe('unavailable')
    expect(await all(store.list(place))).toEqual([])
    expect(files()).toEqual([])
    expect(await codeOf(keep(store, place, someBytes(10)))).toBe('none')
  })

  it('without the right key nothing is kept or told', async () => {
    const kind = await s3Kind()
    onTestFinished(() => kind.stop())
    const { how, store } = kind.open()
    if (!('s3' in how)) throw new Error('This is S3.')
    const place = aPlace()
    const { hash } = await keep(store, place, someBytes(10))
    const stranger = s3Store({ ...how.s3, credentials: { ...s3Credentials, secretAccessKey: 'guessed' } })
    expect(await codeOf(keep(stranger, place, someBytes(11)))).toBe('no-access')
    expect(await codeOf(stranger.read({ ...place, hash }))).toBe('no-access')
    expect(await codeOf(all(stranger.list(place)))).toBe('no-access')
    const elsewhere = s3Store({ ...how.s3, bucket: 'no-such-bucket' })
    expect(await codeOf(keep(elsewhere, place, someBytes(11)))).toBe('no-access')
    expect(await codeOf(elsewhere.read({ ...place, hash }))).toBe('no-access')
  })

  const at = (endpoint: string) =>
    s3Store({ bucket: 'some', prefix: '', endpoint, region: 'us-east-1', credentials: s3Credentials })

  async function answering(answer: RequestListener) {
    const server = createServer(answer).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    return at(`http://127.0.0.1:${z.object({ port: z.number() }).parse(server.address()).port}`)
  }

  it.each([
    ['no-space', 507],
    ['no-access', 403],
    ['unavailable', 500],
  ])('a server that answers as if it were %s is told apart', async (code, status) => {
    const store = await answering((_, response) => response.writeHead(status).end())
    expect(await codeOf(store.put(aPlace(), arriving(someBytes(10))))).toBe(code)
  })

  it('a server that is not there, or that hangs up, is unavailable', async () => {
    const there = await answering((request) => request.socket.destroy())
    for (const store of [at('http://127.0.0.1:1'), there]) {
      expect(await codeOf(store.put(aPlace(), arriving(someBytes(10))))).toBe('unavailable')
      expect(await codeOf(store.stat({ ...aPlace(), hash: 'a'.repeat(64) }))).toBe('unavailable')
    }
  })

  it('what is sent is the bytes and nothing around them, and is signed', async () => {
    const asked: IncomingMessage[] = []
    const store = await answering((request, response) => {
      asked.push(request)
      const isFound = request.method === 'PUT' || request.url?.includes('list-type')
      request.resume().on('end', () => response.writeHead(isFound ? 200 : 404).end('<ListBucketResult/>'))
    })
    const bytes = someBytes(10)
    await store.put(aPlace(), arriving(bytes))
    await codeOf(store.read({ ...aPlace(), hash: hashOf(bytes) }))
    const put = asked.find(({ method }) => method === 'PUT')
    expect(put?.headers).toMatchObject({ 'content-length': '10', 'x-amz-content-sha256': hashOf(bytes) })
    const names = asked.flatMap(({ headers }) => Object.keys(headers))
    expect(names.filter((name) => /checksum|trailer|encoding/.test(name))).toEqual([])
  })

  it('a server that sends more than the part asked for is not believed', async () => {
    const store = await answering((_, response) =>
      response.writeHead(200, { 'content-length': '10' }).end('0123456789'),
    )
    expect(await codeOf(store.read({ ...aPlace(), hash: 'a'.repeat(64) }, { start: 0, end: 5 }))).toBe('unavailable')
  })

  it('a server that hangs up before anybody reads is unavailable to who then reads', async () => {
    let hasHungUp = () => {}
    const hungUp = new Promise<void>((resolve) => {
      hasHungUp = resolve
    })
    const store = await answering((_, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write(someBytes(500), () => response.destroy())
      response.on('close', () => setImmediate(hasHungUp))
    })
    const { bytes } = await store.read({ ...aPlace(), hash: 'a'.repeat(64) })
    await hungUp
    expect(await codeOf(all(bytes))).toBe('unavailable')
  })

  it('a server that hangs up in the middle of a blob is unavailable, not the end of it', async () => {
    const store = await answering((_, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write(someBytes(500), () => response.destroy())
    })
    const { bytes, size } = await store.read({ ...aPlace(), hash: 'a'.repeat(64) })
    expect(size).toBe(1000)
    expect(await codeOf(all(bytes))).toBe('unavailable')
  })
})
