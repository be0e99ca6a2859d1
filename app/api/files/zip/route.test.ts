import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { actingAs } from '@/lib/call'
import { closeDatabase } from '@/lib/database/client'
import { unpacked } from '@/lib/downloads/testing/unzip'
import { placeOfBytes } from '@/lib/files/bytes'
import { trashNodes } from '@/lib/files/changes'
import { findPlaces } from '@/lib/files/queries'
import { give, makePath, makeTree } from '@/lib/files/testing/tree'
import { takePermission } from '@/lib/folder-permissions/changes'
import type { UserActor } from '@/lib/rules/actor'
import { endAllSessions } from '@/lib/sessions/changes'
import { hashOf, someBytes } from '@/lib/storage/testing/bytes'
import { flipByte, removeBlob } from '@/lib/storage/testing/damage'
import { makeFile, makeOrganization, type TestUser, unwrap } from '@/lib/test/factories'
import { activityOf, actorOf } from '@/lib/test/look'
import { POST } from './route'

const session = vi.hoisted((): { actor: UserActor | null; isOwn: boolean } => ({ actor: null, isOwn: true }))
vi.mock('@/lib/session', () => ({ findActor: async () => session.actor }))
vi.mock('@/lib/action', () => ({ isFromOwnPage: async () => session.isOwn }))
vi.mock('@/lib/request', () => ({
  requestId: async () => 'r-1',
  origin: async () => ({ address: '192.0.2.7', client: 'Browser' }),
}))

beforeEach(() => Object.assign(session, { actor: null, isOwn: true }))
afterAll(closeDatabase)
vi.setConfig({ testTimeout: 60_000 })

async function ask(user: TestUser | null, ids: readonly string[]) {
  session.actor = user && (await actorOf(user))
  const body = new URLSearchParams(ids.map((id) => ['id', id]))
  return POST(new Request('http://localhost/api/files/zip', { method: 'POST', body }))
}

const filesIn = async (answer: Response) => unpacked(Buffer.from(await answer.arrayBuffer()))
const refusal = { ok: false, code: 'not-found', reason: 'There is no such thing here, or it is gone.' }

async function makePlans() {
  const tree = await makeTree()
  const { manager } = tree
  const [plans = '', year = ''] = await makePath(manager, tree.rootId, 'Plans', '2026')
  const wing = await makeFile(manager, plans, 'wing.step', 'wing')
  const spar = await makeFile(manager, year, 'spar.step', 'spar')
  return { ...tree, plans, year, wing, spar }
}

const taken = async (organizationId: string) =>
  (await activityOf(organizationId))
    .filter(({ event }) => /download|contents/.test(event))
    .map(({ event, detail }) => [event, detail])

describe('[FIL-7] one zip', () => {
  test('of a folder has all below it, and is called as it is', async () => {
    const { manager, plans } = await makePlans()
    const answer = await ask(manager, [plans])
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip'])
    expect(answer.headers.get('content-disposition')).toContain('filename="Plans.zip"')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await filesIn(answer)).toEqual({
      Plans: null,
      'Plans/2026': null,
      'Plans/2026/spar.step': 'spar',
      'Plans/wing.step': 'wing',
    })
  })

  test('of a selection names nothing above it, and things of one name apart', async () => {
    const { manager, rootId, plans, year, wing, spar } = await makePlans()
    const other = await makeFile(manager, rootId, 'Spar.step', 'another')
    const [folder = ''] = await makePath(manager, plans, 'spar.STEP')
    const answer = await ask(manager, [spar, other, wing, year, folder, wing])
    expect(await filesIn(answer)).toEqual({
      '2026': null,
      '2026/spar.step': 'spar',
      'Spar (2).step': 'another',
      'spar.step': 'spar',
      'spar (3).STEP': null,
      'wing.step': 'wing',
    })
  })

  test('of everything begins with what is in it', async () => {
    const { manager, rootId } = await makePlans()
    const answer = await ask(manager, [rootId])
    expect(Object.keys(await filesIn(answer))).toContain('Plans/2026/spar.step')
  })

  test('of large files and small ones, in more than one page, has each with its bytes', async () => {
    const { manager, plans } = await makePlans()
    const sizes = [0, 1, 64 * 1024, 64 * 1024 + 1, 3 * 1024 * 1024]
    for (const size of sizes)
      await makeFile(manager, plans, `${size}.bin`, someBytes(size).toString('hex').slice(0, size))
    const files = await filesIn(await ask(manager, [plans]))
    for (const size of sizes) expect(files[`Plans/${size}.bin`]).toBe(someBytes(size).toString('hex').slice(0, size))
  })

  test('has no name that leads out of it', async () => {
    const { manager, plans } = await makePlans()
    const id = await makeFile(manager, plans, '..\\..\\evil.exe', 'evil')
    await makeFile(manager, plans, '.._.._evil.exe', 'plain')
    const files = await filesIn(await ask(manager, [plans]))
    expect(files).toMatchObject({
      [`Plans/.._.._evil.exe (${id.slice(0, 8)})`]: 'evil',
      'Plans/.._.._evil.exe': 'plain',
    })
  })

  test('leaves out what is in the trash', async () => {
    const { manager, plans, year } = await makePlans()
    unwrap(await actingAs(manager.claim, () => trashNodes({ nodeIds: [year] })))
    expect(Object.keys(await filesIn(await ask(manager, [plans])))).toEqual(['Plans', 'Plans/wing.step'])
  })
})

describe('[FIL-2] what may not be read is left out of a zip', () => {
  test.each(['list', 'write', 'history'] as const)(
    'below a folder with %s, what may be read is in it',
    async (level) => {
      const { manager, user, plans, year, spar } = await makePlans()
      await give(manager, plans, user, level, { isRecursive: false })
      await give(manager, year, user, 'read')
      const names = ['Plans', 'Plans/2026', 'Plans/2026/spar.step']
      expect(Object.keys(await filesIn(await ask(user, [plans])))).toEqual(names)
      expect(Object.keys(await filesIn(await ask(user, [plans, spar])))).toEqual([...names, 'spar.step'])
    },
  )

  test('[FIL-5] a way through has what it leads to, and nothing else', async () => {
    const { manager, user, plans, year } = await makePlans()
    await makePath(manager, plans, 'Hidden')
    await give(manager, year, user, 'read')
    expect(Object.keys(await filesIn(await ask(user, [plans])))).toEqual([
      'Plans',
      'Plans/2026',
      'Plans/2026/spar.step',
    ])
  })

  test('and when that is all of it, the reason is said and nothing is on record', async () => {
    const { organizationId, manager, user, plans, wing } = await makePlans()
    await give(manager, plans, user, 'list')
    for (const ids of [[plans], [wing], [wing, plans]]) {
      const answer = await ask(user, ids)
      expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'cannot-read' }])
    }
    expect(await taken(organizationId)).toEqual([])
  })

  test('[SEC-4] nothing is given unless all that was chosen exists for who asks', async () => {
    const { organizationId, manager, user, plans, year } = await makePlans()
    await give(manager, year, user, 'read')
    const stranger = (await makeOrganization()).admin
    const [hidden = ''] = await makePath(manager, plans, 'Hidden')
    for (const answer of [
      await ask(user, [year, hidden]),
      await ask(stranger, [plans]),
      await ask(manager, [plans, crypto.randomUUID()]),
    ])
      expect([answer.status, await answer.json()]).toEqual([404, refusal])
    expect(await taken(organizationId)).toEqual([])
  })

  test('what is asked is from 1 to 1,000 ids, by somebody signed in, on a page of ours', async () => {
    const { manager, plans } = await makePlans()
    for (const ids of [[], ['no-id'], Array.from({ length: 1_001 }, () => crypto.randomUUID())])
      expect((await ask(manager, ids)).status).toBe(400)
    expect(
      (
        await ask(
          manager,
          Array.from({ length: 5_000 }, () => 'x'.repeat(36)),
        )
      ).status,
    ).toBe(400)
    expect((await ask(null, [plans])).status).toBe(401)
    session.isOwn = false
    expect((await ask(manager, [plans])).status).toBe(403)
  })
})

describe('a zip on its way', () => {
  async function makeMany() {
    const tree = await makePlans()
    const large = someBytes(4 * 1024 * 1024)
    await makeFile(tree.manager, tree.year, 'a.bin', large)
    return { ...tree, large }
  }

  /** A zip of two folders asked for, while its first large file is being sent; `later` is not listed yet. */
  async function begin() {
    const { manager, user, plans, year, rootId } = await makeMany()
    for (let index = 0; index < 30; index++) await makeFile(manager, year, `small ${index}.txt`)
    const [later = ''] = await makePath(manager, rootId, 'Later')
    await makeFile(manager, later, 'late.txt', 'late')
    await give(manager, plans, user, 'read')
    const permissionId = await give(manager, later, user, 'read')
    const reader = (await ask(user, [plans, later])).body?.getReader()
    const chunks: Uint8Array[] = []
    const read = async () => {
      const next = await reader?.read()
      if (next?.value) chunks.push(next.value)
      return next?.done ?? true
    }
    await read()
    const rest = async () => {
      for (let isOver = false; !isOver; ) isOver = await read()
      return unpacked(Buffer.concat(chunks))
    }
    return { manager, permissionId, rest }
  }

  test('[SWI-5] has nothing of a folder that was taken from who asked meanwhile', async () => {
    const whole = await begin()
    expect(Object.keys(await whole.rest())).toContain('Later/late.txt')
    const { manager, permissionId, rest } = await begin()
    unwrap(await actingAs(manager.claim, () => takePermission({ permissionId })))
    const names = Object.keys(await rest())
    expect(names.filter((name) => name.startsWith('Later'))).toEqual([])
    expect(names).toContain('Plans/2026/small 29.txt')
  })

  test('[SWI-5] breaks off when who asked is signed out meanwhile', async () => {
    const { rest } = await begin()
    const claim = { kind: 'session', sessionId: session.actor?.sessionId ?? '' } as const
    unwrap(await actingAs(claim, () => endAllSessions({})))
    await expect(rest()).rejects.toThrow('broke off')
  })

  test.each([
    ['damaged', 'contents-damaged', 'The content of “Plans/2026/a.bin” is damaged'],
    ['missing', 'contents-missing', 'The content of “Plans/2026/a.bin” is missing'],
  ] as const)('breaks off at a file that is %s, and it is on record', async (how, event, detail) => {
    const { organizationId, manager, plans, large } = await makeMany()
    const name = { ...placeOfBytes(organizationId), hash: hashOf(large) }
    if (how === 'damaged') flipByte(name, 9)
    else removeBlob(name)
    const answer = await ask(manager, [plans])
    await expect(answer.arrayBuffer()).rejects.toThrow('broke off')
    expect((await taken(organizationId)).at(-1)).toEqual([event, detail])
  })

  test('is an error at once when its first file cannot be read', async () => {
    const { organizationId, manager, wing } = await makePlans()
    flipByte({ ...placeOfBytes(organizationId), hash: hashOf(Buffer.from('wing')) }, 1)
    const answer = await ask(manager, [wing])
    expect([answer.status, await answer.json()]).toMatchObject([500, { code: 'damaged' }])
  })
})

const rootOf = async (user: TestUser) => (await findPlaces(await actorOf(user), user.workspaceId)).rootId

test('[SEC-7] the log has what was chosen, in each workspace its own', async () => {
  const { organization, organizationId, manager, plans, wing, spar, year } = await makePlans()
  await filesIn(await ask(manager, [plans]))
  await filesIn(await ask(manager, [wing, spar, year, plans]))
  expect(await taken(organizationId)).toEqual([
    ['downloaded', 'Downloaded as zip: “Plans”'],
    ['downloaded', 'Downloaded as zip: “wing.step”, “spar.step”, “2026” and 1 more'],
  ])
  const elsewhere = await makeFile(organization.admin, (await rootOf(organization.admin)) ?? '', 'a.txt', 'a')
  await filesIn(await ask(organization.admin, [plans, elsewhere]))
  expect((await taken(organizationId)).slice(2).toSorted()).toEqual([
    ['downloaded', 'Downloaded as zip: “Plans”'],
    ['downloaded', 'Downloaded as zip: “a.txt”'],
  ])
})
