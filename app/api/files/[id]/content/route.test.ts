import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { actingAs } from '@/lib/call'
import { closeDatabase } from '@/lib/database/client'
import { placeOfBytes } from '@/lib/files/bytes'
import { trashNodes } from '@/lib/files/changes'
import { give, makePath, makeTree } from '@/lib/files/testing/tree'
import { takePermission } from '@/lib/folder-permissions/changes'
import type { UserActor } from '@/lib/rules/actor'
import { hashOf, someBytes } from '@/lib/storage/testing/bytes'
import { flipByte, removeBlob } from '@/lib/storage/testing/damage'
import { makeFile, makeOrganization, replaceFile, type TestUser, unwrap } from '@/lib/test/factories'
import { activityOf, actorOf, asDatabaseAdmin, inOrganization } from '@/lib/test/look'
import { GET, HEAD } from './route'

const session = vi.hoisted((): { actor: UserActor | null } => ({ actor: null }))
vi.mock('@/lib/session', () => ({ findActor: async () => session.actor }))
vi.mock('@/lib/request', () => ({
  requestId: async () => 'r-1',
  origin: async () => ({ address: '192.0.2.7', client: 'Browser' }),
}))

beforeEach(() => {
  session.actor = null
})
afterAll(closeDatabase)

type Asked = {
  readonly headers?: Record<string, string>
  readonly version?: number | string
  readonly isHead?: boolean
}

async function ask(user: TestUser | null, id: string, { headers = {}, version, isHead }: Asked = {}) {
  session.actor = user && (await actorOf(user))
  const search = version === undefined ? '' : `?version=${version}`
  const method = isHead ? 'HEAD' : 'GET'
  const request = new Request(`http://localhost/api/files/${id}/content${search}`, { headers, method })
  return (isHead ? HEAD : GET)(request, { params: Promise.resolve({ id }) })
}

const textOf = async (answer: Promise<Response>) => (await answer).text()
const refusal = { ok: false, code: 'not-found', reason: 'There is no such thing here, or it is gone.' }

async function makeWing(text = '0123456789') {
  const tree = await makeTree()
  const [folderId = ''] = await makePath(tree.manager, tree.rootId, 'Plans')
  const fileId = await makeFile(tree.manager, folderId, 'Flügel.html', text)
  const name = { ...placeOfBytes(tree.organizationId), hash: hashOf(Buffer.from(text)) }
  return { ...tree, folderId, fileId, name }
}

const taken = async (organizationId: string) =>
  (await activityOf(organizationId))
    .filter(({ event }) => /download|viewed|contents|refused/.test(event))
    .map(({ event, detail, address }) => [event, detail, address])

describe('[FIL-7] a download', () => {
  test('has the bytes, their length, a name, and a type under which nothing runs', async () => {
    const { manager, fileId, name } = await makeWing('<script>alert(1)</script>')
    const answer = await ask(manager, fileId)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toEqual({
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-store, no-transform',
      'content-disposition': `attachment; filename="Fl_gel.html"; filename*=UTF-8''Fl%C3%BCgel.html`,
      'content-type': 'application/octet-stream',
      etag: `"${hashOf(Buffer.from('<script>alert(1)</script>'))}"`,
      'x-atrium-length': '25',
      'x-content-type-options': 'nosniff',
    })
    expect(answer.headers.get('etag')).toBe(`"${name.hash}"`)
    expect(await answer.text()).toBe('<script>alert(1)</script>')
  })

  test('of megabytes, and of nothing, comes whole', async () => {
    const { manager, folderId } = await makeWing()
    for (const size of [0, 3 * 1024 * 1024 + 5]) {
      const bytes = someBytes(size)
      const answer = await ask(manager, await makeFile(manager, folderId, `${size}.bin`, bytes))
      expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
    }
  })

  test.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=4-', '456789', 'bytes 4-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
  ])('of a part: %s', async (range, text, told) => {
    const { manager, fileId } = await makeWing()
    const answer = await ask(manager, fileId, { headers: { range } })
    expect([answer.status, answer.headers.get('content-range')]).toEqual([206, told])
    expect(answer.headers.get('x-atrium-length')).toBe(String(text.length))
    expect(await answer.text()).toBe(text)
  })

  test('of a part it does not have is refused with its size', async () => {
    const { manager, fileId } = await makeWing()
    const answer = await ask(manager, fileId, { headers: { range: 'bytes=10-' } })
    expect([answer.status, answer.headers.get('content-range'), await answer.text()]).toEqual([416, 'bytes */10', ''])
  })

  test('goes on only with the bytes it began with', async () => {
    const { manager, folderId, fileId, name } = await makeWing()
    const headers = { range: 'bytes=4-', 'if-range': `"${name.hash}"` }
    expect(await textOf(ask(manager, fileId, { headers }))).toBe('456789')
    await replaceFile(manager, folderId, 'Flügel.html', 'something else')
    const answer = await ask(manager, fileId, { headers })
    expect([answer.status, await answer.text()]).toEqual([200, 'something else'])
  })

  test('of bytes that are known already is an answer without any', async () => {
    const { organizationId, manager, folderId, fileId, name } = await makeWing()
    const headers = { 'if-none-match': `"${name.hash}"` }
    const answer = await ask(manager, fileId, { headers })
    expect([answer.status, await answer.text(), await taken(organizationId)]).toEqual([304, '', []])
    await replaceFile(manager, folderId, 'Flügel.html', 'something else')
    expect((await ask(manager, fileId, { headers })).status).toBe(200)
  })

  test('asked for by HEAD says the same, without the bytes and without a record', async () => {
    const { organizationId, manager, fileId } = await makeWing()
    const answer = await ask(manager, fileId, { isHead: true })
    expect([answer.status, answer.headers.get('x-atrium-length'), await answer.text()]).toEqual([200, '10', ''])
    expect(await taken(organizationId)).toEqual([])
  })

  test('[FIL-9] of an older version, while it is kept', async () => {
    const { manager, folderId, fileId } = await makeWing()
    await replaceFile(manager, folderId, 'Flügel.html', 'second')
    expect(await textOf(ask(manager, fileId, { version: 1 }))).toBe('0123456789')
    expect(await textOf(ask(manager, fileId, { version: 2 }))).toBe('second')
    expect(await textOf(ask(manager, fileId))).toBe('second')
    for (const version of [3, 0, -1, 'x', 99_999_999_999])
      expect(await (await ask(manager, fileId, { version })).json()).toEqual(refusal)
  })
})

describe('[FIL-2] who downloads', () => {
  test.each([
    ['list', 403],
    ['read', 200],
    ['write', 404],
    ['share', 200],
    ['history', 403],
    ['full', 200],
    ['admin', 200],
  ] as const)('with %s in the folder: %i', async (level, status) => {
    const { organizationId, manager, user, folderId, fileId, name } = await makeWing()
    await give(manager, folderId, user, level)
    const answer = await ask(user, fileId)
    expect(answer.status).toBe(status)
    if (status === 403) {
      expect(await answer.json()).toMatchObject({ code: 'cannot-read', reason: expect.stringContaining('takes Read') })
      expect(await taken(organizationId)).toMatchObject([
        ['refused', expect.stringContaining('download a file'), '192.0.2.7'],
      ])
    }
    // Not even whether they know the bytes.
    const known = { 'if-none-match': `"${name.hash}"` }
    for (const isHead of [true, false])
      expect((await ask(user, fileId, { headers: known, isHead })).status).toBe(status === 200 ? 304 : status)
  })

  test('[SEC-4] a file out of scope is answered as one that does not exist', async () => {
    const { organization, organizationId, manager, user, folderId, fileId } = await makeWing()
    const stranger = (await makeOrganization()).admin
    const answers = [
      await ask(user, fileId),
      await ask(stranger, fileId),
      await ask(manager, crypto.randomUUID()),
      await ask(manager, 'no-id'),
      await ask(organization.admin, folderId),
    ]
    for (const answer of answers) expect([answer.status, await answer.json()]).toEqual([404, refusal])
    unwrap(await actingAs(manager.claim, () => trashNodes({ nodeIds: [folderId] })))
    expect((await ask(manager, fileId)).status).toBe(404)
    expect(await taken(organizationId)).toEqual([])
    expect((await ask(null, fileId)).status).toBe(401)
  })

  test('[SWI-5] is asked at each request: what was taken away is gone at the next', async () => {
    const { manager, user, folderId, fileId } = await makeWing()
    const permissionId = await give(manager, folderId, user, 'read')
    expect((await ask(user, fileId, { headers: { range: 'bytes=0-3' } })).status).toBe(206)
    unwrap(await actingAs(manager.claim, () => takePermission({ permissionId })))
    expect((await ask(user, fileId, { headers: { range: 'bytes=4-' } })).status).toBe(404)
  })
})

describe('[SEC-7] the log', () => {
  test('has each download, with the path and the version, and from where', async () => {
    const { organizationId, manager, folderId, fileId } = await makeWing()
    await replaceFile(manager, folderId, 'Flügel.html', 'second')
    await textOf(ask(manager, fileId))
    await textOf(ask(manager, fileId, { version: 1 }))
    await textOf(ask(manager, fileId))
    const now = ['downloaded', 'Downloaded “Plans/Flügel.html”', '192.0.2.7']
    const older = ['downloaded', 'Downloaded “Plans/Flügel.html”, version 1', '192.0.2.7']
    expect(await taken(organizationId)).toEqual([now, older, now])
  })

  test('has a download in parts once an hour', async () => {
    const { organizationId, manager, user, folderId, fileId } = await makeWing()
    await give(manager, folderId, user, 'read')
    const range = async (by: TestUser) => textOf(ask(by, fileId, { headers: { range: 'bytes=1-3' } }))
    for (const by of [manager, manager, user, manager]) await range(by)
    expect(await taken(organizationId)).toHaveLength(2)
    await asDatabaseAdmin(
      (admin) =>
        admin`update activity set at = now() - interval '61 minutes' where organization_id = ${organizationId}`,
    )
    await range(manager)
    expect(await taken(organizationId)).toHaveLength(3)
  })
})

describe('bytes that are not as they should be', () => {
  test('missing: an error that says so, and a line for the administrators', async () => {
    const { organizationId, manager, fileId, name } = await makeWing()
    removeBlob(name)
    const asked: readonly Asked[] = [{}, { headers: { range: 'bytes=0-3' } }]
    for (const how of asked) {
      const answer = await ask(manager, fileId, how)
      expect([answer.status, await answer.json()]).toEqual([
        500,
        { ok: false, code: 'missing', reason: expect.stringContaining('is missing from where'), requestId: 'r-1' },
      ])
    }
    expect((await taken(organizationId)).at(-1)).toEqual([
      'contents-missing',
      'The content of “Plans/Flügel.html” is missing',
      '192.0.2.7',
    ])
  })

  test('damaged and short: an error instead of the bytes', async () => {
    const { organizationId, manager, fileId, name } = await makeWing()
    flipByte(name, 3)
    const answer = await ask(manager, fileId)
    expect([answer.status, await answer.json()]).toMatchObject([500, { code: 'damaged' }])
    expect((await taken(organizationId)).at(-1)?.[1]).toBe('The content of “Plans/Flügel.html” is damaged')
  })

  test('damaged and long: breaks off before the last bytes', async () => {
    const bytes = someBytes(3 * 1024 * 1024)
    const { organizationId, manager, folderId } = await makeWing()
    const fileId = await makeFile(manager, folderId, 'long.bin', bytes)
    flipByte({ ...placeOfBytes(organizationId), hash: hashOf(bytes) }, 5)
    const answer = await ask(manager, fileId)
    let got = 0
    const read = async () => {
      for await (const chunk of answer.body ?? []) got += chunk.length
    }
    await expect(read()).rejects.toThrow('broke off')
    expect(got).toBeLessThan(bytes.length)
    expect((await taken(organizationId)).at(-1)?.[0]).toBe('contents-damaged')
  })

  test('of another length than the database has: damaged', async () => {
    const { organizationId, manager, fileId } = await makeWing()
    await inOrganization(organizationId, (tx) => tx.execute(sql`update nodes set size = 11 where id = ${fileId}`))
    for (const range of ['bytes=0-', 'bytes=0-10', 'bytes=0-3'])
      expect(await (await ask(manager, fileId, { headers: { range } })).json()).toMatchObject({ code: 'damaged' })
  })
})
