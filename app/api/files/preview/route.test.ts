import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { closeDatabase } from '@/lib/database/client'
import { placeOfBytes } from '@/lib/files/bytes'
import { give, makePath, makeTree } from '@/lib/files/testing/tree'
import type { UserActor } from '@/lib/rules/actor'
import { hashOf } from '@/lib/storage/testing/bytes'
import { flipByte } from '@/lib/storage/testing/damage'
import { makeFile, replaceFile, type TestUser } from '@/lib/test/factories'
import { activityOf, actorOf } from '@/lib/test/look'
import { GET as getDocument } from '../[id]/document/route'
import { GET as getShown } from '../[id]/shown/route'
import { GET as getPreview } from './route'

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

async function makePlans() {
  const tree = await makeTree()
  const [folderId = ''] = await makePath(tree.manager, tree.rootId, 'Plans')
  const make = (name: string, contents: string) => makeFile(tree.manager, folderId, name, contents)
  return { ...tree, folderId, make }
}

async function preview(user: TestUser, file: string, version?: number) {
  session.actor = await actorOf(user)
  const search = new URLSearchParams({ file, ...(version && { version: String(version) }) })
  const answer = await getPreview(new Request(`http://localhost/api/files/preview?${search}`))
  return { status: answer.status, body: await answer.json() }
}

async function bytes(user: TestUser, id: string, get: typeof getShown, headers = {}) {
  session.actor = await actorOf(user)
  return get(new Request(`http://localhost/api/files/${id}/shown`, { headers }), { params: Promise.resolve({ id }) })
}

describe('[FIL-2] a preview', () => {
  test('of a text is its beginning, of a page its source, of a table its rows', async () => {
    const { manager, make } = await makePlans()
    const html = '<script>alert(1)</script>'
    expect(await preview(manager, await make('a.html', html))).toEqual({
      status: 200,
      body: { kind: 'text', text: html, isCut: false },
    })
    const long = await preview(manager, await make('long.txt', 'ü'.repeat(200_000)))
    expect(long.body).toMatchObject({ kind: 'text', isCut: true })
    expect(long.body.text).toBe('ü'.repeat(131_072))
    expect((await preview(manager, await make('a.csv', 'a,b\n1,2'))).body).toEqual({
      kind: 'table',
      rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
      isCut: false,
    })
    for (const name of ['a.zip', 'binary'])
      expect((await preview(manager, await make(name, 'a\0b'))).body).toEqual({ kind: 'none' })
  })

  test('[FIL-9] is of the version asked for', async () => {
    const { manager, folderId, make } = await makePlans()
    const id = await make('a.txt', 'first')
    await replaceFile(manager, folderId, 'a.txt', 'second')
    expect((await preview(manager, id)).body.text).toBe('second')
    expect((await preview(manager, id, 1)).body.text).toBe('first')
    expect((await preview(manager, id, 3)).status).toBe(404)
  })

  test('of a picture has its type from its name, and comes in parts', async () => {
    const { manager, make } = await makePlans()
    const answer = await bytes(manager, await make('a.svg', '<svg onload="alert(1)"/>'), getShown, {
      range: 'bytes=1-3',
    })
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      206,
      'image/svg+xml',
      'svg',
    ])
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    const pdf = await bytes(manager, await make('a.pdf', '<html>'), getDocument)
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
  })

  test('is of nothing that could run: a page is given neither way', async () => {
    const { manager, make } = await makePlans()
    for (const name of ['a.html', 'a.xhtml', 'a.xml', 'a.js', 'a.pdf.html']) {
      const id = await make(name, '<script>alert(1)</script>')
      for (const get of [getShown, getDocument]) expect((await bytes(manager, id, get)).status, name).toBe(404)
    }
    expect((await bytes(manager, await make('b.pdf', '%PDF'), getShown)).status).toBe(404)
    expect((await bytes(manager, await make('b.svg', '<svg/>'), getDocument)).status).toBe(404)
  })

  test.each(['list', 'history', 'write'] as const)('is not for who has %s', async (level) => {
    const { manager, user, folderId, make } = await makePlans()
    const [text, picture] = [await make('a.txt', 'a'), await make('a.png', 'a')]
    await give(manager, folderId, user, level)
    expect((await preview(user, text)).status).toBe(404)
    expect((await bytes(user, picture, getShown)).status).toBe(level === 'write' ? 404 : 403)
  })

  test('[SEC-7] is on record once an hour', async () => {
    const { organizationId, manager, make } = await makePlans()
    const [text, picture] = [await make('a.txt', 'a'), await make('a.png', 'a')]
    for (let time = 0; time < 3; time++) {
      await preview(manager, text)
      await (await bytes(manager, picture, getShown)).text()
    }
    const viewed = (await activityOf(organizationId)).filter(({ event }) => event === 'viewed')
    expect(viewed.map(({ detail }) => detail)).toEqual(['Viewed “Plans/a.txt”', 'Viewed “Plans/a.png”'])
  })

  test('of damaged bytes is an error, and on record', async () => {
    const { organizationId, manager, make } = await makePlans()
    const id = await make('a.txt', 'text')
    flipByte({ ...placeOfBytes(organizationId), hash: hashOf(Buffer.from('text')) }, 1)
    expect((await preview(manager, id)).status).toBe(500)
    expect((await activityOf(organizationId)).at(-1)?.detail).toBe('The content of “Plans/a.txt” is damaged')
  })
})
