import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { closeDatabase } from '@/lib/database/client'
import { mostBytes } from '@/lib/rosters/input'
import { makeOrganization, makeSession, type TestUser } from '@/lib/test/factories'
import { asDatabaseAdmin } from '@/lib/test/look'
import { POST } from './route'

const shown = vi.hoisted((): { sessionId: string | null; isOwn: boolean } => ({ sessionId: null, isOwn: true }))
vi.mock('@/lib/session', () => ({ shownSessionId: async () => shown.sessionId }))
vi.mock('@/lib/action', () => ({ isFromOwnPage: async () => shown.isOwn }))
vi.mock('@/lib/request', () => ({
  requestId: async () => 'r-1',
  origin: async () => ({ address: '192.0.2.7', client: 'Browser' }),
}))

beforeEach(() => Object.assign(shown, { sessionId: null, isOwn: true }))
afterAll(closeDatabase)

const roster = 'workspace,email,name,role,groups\nLab,lin@example.org,Lin,member,\n'

async function makeAdmin() {
  const { admin } = await makeOrganization()
  shown.sessionId = (await makeSession(admin)).sessionId
  return admin
}

async function bring({ userId, workspaceId }: TestUser, body: BodyInit = roster, said: Record<string, string> = {}) {
  const query = new URLSearchParams({ userId, workspaceId, name: 'roster.csv', ...said })
  const sent = { method: 'POST', body, duplex: 'half' }
  const answer = await POST(new Request(`http://localhost/api/rosters?${query}`, sent))
  return [answer.status, await answer.json()]
}

const rosterNames = ({ organizationId }: TestUser) =>
  asDatabaseAdmin((root) => root`select file_name from rosters where organization_id = ${organizationId}`)

describe('[INV-7] [SWI-8] a roster is brought', () => {
  test('by an Organization Admin, from our own page', async () => {
    const admin = await makeAdmin()
    expect(await bring(admin)).toEqual([200, { ok: true, value: expect.anything() }])
    expect(await rosterNames(admin)).toEqual([{ file_name: 'roster.csv' }])
  })

  test.each([
    [403, 'foreign-origin', async (admin: TestUser) => Object.assign(shown, { isOwn: false }) && bring(admin)],
    [401, 'signed-out', async (admin: TestUser) => Object.assign(shown, { sessionId: null }) && bring(admin)],
    [400, 'malformed', (admin: TestUser) => bring(admin, roster, { userId: 'x' })],
    [400, 'malformed', (admin: TestUser) => bring(admin, roster, { name: 'x'.repeat(1_001) })],
    [413, 'too-large', (admin: TestUser) => bring(admin, new Uint8Array(mostBytes + 1))],
    [200, 'acting-as-other', (admin: TestUser) => bring(admin, roster, { userId: crypto.randomUUID() })],
  ] as const)('or is refused with %i, %s, and nothing is kept', async (status, code, ask) => {
    const admin = await makeAdmin()
    expect(await ask(admin)).toEqual([status, { ok: false, code, reason: expect.stringMatching(/\.$/) }])
    expect(await rosterNames(admin)).toEqual([])
  })

  test('what nobody expects is told with the id of the request', async () => {
    const admin = await makeAdmin()
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('The line is cut.')) })
    expect(await bring(admin, broken)).toEqual([500, expect.objectContaining({ code: 'failed', requestId: 'r-1' })])
    expect(await rosterNames(admin)).toEqual([])
  })
})
