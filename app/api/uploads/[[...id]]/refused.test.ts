import { readdirSync, rmSync } from 'node:fs'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { actingAs } from '@/lib/call'
import { closeDatabase } from '@/lib/database/client'
import { give } from '@/lib/files/testing/tree'
import { takePermission } from '@/lib/folder-permissions/changes'
import { mostOpen } from '@/lib/rules/uploads'
import { settings } from '@/lib/settings'
import { arriving, someBytes } from '@/lib/storage/testing/bytes'
import { makeUser, unwrap } from '@/lib/test/factories'
import { limit, openMany } from '@/lib/uploads/testing/uploading'
import { begin, codeOf, folder, makeDesk, metadata, open, piece, send, signIn, startOver } from '../testing/sending'
import { world } from '../testing/world'
import { OPTIONS, POST } from './route'

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

describe('who may', () => {
  test('[SEC-3] somebody whose permission was taken is refused at the next piece, in words', async () => {
    const { manager, user, folderId, seen } = await makeDesk()
    await give(manager, folderId, user, 'list')
    const permissionId = await give(manager, folderId, user, 'write')
    await signIn(user)
    const id = await begin(folderId, { size: 10 })
    await piece(id, 0, arriving(someBytes(5)))
    unwrap(await actingAs(manager.claim, () => takePermission({ permissionId })))
    expect(await codeOf(await piece(id, 5, arriving(someBytes(5))))).toEqual([403, 'cannot-write'])
    expect(await seen()).toEqual([])
  })

  test('[SEC-4] nobody else finds an upload, nor who is signed out', async () => {
    const { organization, workspaceId, folderId } = await makeDesk()
    const id = await begin(folderId, { size: 10 })
    await signIn(await makeUser(organization, { workspaceId, isWorkspaceAdmin: true }))
    for (const answer of [
      await send('HEAD', id),
      await piece(id, 0, arriving(someBytes(10))),
      await send('DELETE', id),
    ])
      expect(answer.status).toBe(404)
    expect((await send('HEAD', crypto.randomUUID())).status).toBe(404)
    expect((await send('HEAD', `${id}/more`)).status).toBe(404)
    world.cookie = ''
    for (const verb of ['HEAD', 'PATCH', 'DELETE'] as const) expect((await send(verb, id)).status).toBe(401)
  })

  test('[SEC-10] a page of somebody else sends nothing, and every answer has its headers', async () => {
    const { folderId } = await makeDesk()
    const id = await begin(folderId, { size: 10 })
    const answers = [await open(folderId, { size: 1 }), await send('HEAD', id), await OPTIONS()]
    world.origin = 'https://elsewhere.example'
    const foreign = [
      await open(folderId, { size: 1 }),
      await piece(id, 0, arriving(someBytes(10))),
      await send('DELETE', id),
    ]
    for (const answer of foreign) expect(answer.status).toBe(403)
    for (const { headers } of [...answers, ...foreign]) {
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('cache-control')).toBe('private, no-store')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    }
  })

  test('[SWI-8] a page drawn for another user begins nothing', async () => {
    const { user, workspaceId, folderId } = await makeDesk()
    const query = new URLSearchParams({ userId: user.userId, workspaceId })
    const headers = {
      'tus-resumable': '1.0.0',
      'upload-length': '1',
      'upload-metadata': metadata({ folder: folderId, name: 'wing.step' }),
    }
    const request = new Request(`${settings().url}/api/uploads?${query}`, { method: 'POST', headers })
    expect(await codeOf(await POST(request, { params: Promise.resolve({}) }))).toEqual([403, 'acting-as-other'])
  })

  test('[FIL-10] what there is no room for is refused before a byte is sent, and leaves nothing', async () => {
    const { manager, workspaceId, folderId } = await makeDesk()
    await limit(manager, { key: 'workspace-storage', value: 1, workspaceId })
    const before = readdirSync(folder, { recursive: true }).length
    const answer = await open(folderId, { size: 2 * 1024 ** 3 })
    expect(await codeOf(answer)).toEqual([403, 'workspace-full'])
    expect(readdirSync(folder, { recursive: true }).length - before).toBeLessThanOrEqual(2)
  })
})

describe('[FIL-6] more than a user may have open', () => {
  test('is refused in words that its sender waits after, and leaves nothing', async () => {
    const { manager, folderId } = await makeDesk()
    await openMany(manager, folderId, mostOpen)
    const before = readdirSync(folder, { recursive: true }).length
    expect(await codeOf(await open(folderId, { size: 1 }))).toEqual([429, 'many-uploads'])
    expect(readdirSync(folder, { recursive: true }).length - before).toBeLessThanOrEqual(2)
  })
})

describe('what is not of the protocol', () => {
  test.each([
    [{}, 'malformed'],
    [{ 'upload-length': '-1', 'upload-metadata': 'name d2luZw==' }, 'malformed'],
    [{ 'upload-length': '1', 'upload-metadata': 'na me d2luZw==' }, 'malformed'],
    [{ 'upload-length': '1', 'upload-metadata': 'name d2luZw==' }, 'invalid'],
  ])('%j is refused as %s', async (headers, code) => {
    await makeDesk()
    expect(await codeOf(await send('POST', null, headers))).toEqual([400, code])
  })

  test('another version is told which one is spoken', async () => {
    await makeDesk()
    const answer = await send('POST', null, { 'tus-resumable': '0.2.2' })
    expect([answer.status, answer.headers.get('tus-version')]).toEqual([412, '1.0.0'])
  })

  test('a piece without an offset is refused', async () => {
    const { folderId } = await makeDesk()
    const id = await begin(folderId, { size: 10 })
    expect(await codeOf(await send('PATCH', id, {}, arriving(someBytes(10))))).toEqual([400, 'malformed'])
    expect(await codeOf(await piece(id, 11, arriving(someBytes(1))))).toEqual([409, 'offset-differs'])
  })
})
