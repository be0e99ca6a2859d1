import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { closeDatabase } from '@/lib/database/client'
import type { UserActor } from '@/lib/rules/actor'
import { makeOrganization, makeUser, makeWorkspace, type TestUser } from '@/lib/test/factories'
import { actorOf } from '@/lib/test/look'
import { GET } from './route'

const session = vi.hoisted((): { actor: UserActor | null } => ({ actor: null }))
vi.mock('@/lib/session', () => ({ findActor: async () => session.actor }))
vi.mock('@/lib/request', () => ({ requestId: async () => 'r-1' }))

beforeEach(() => {
  session.actor = null
})
afterAll(closeDatabase)

async function ask(user: TestUser | null, search = '') {
  session.actor = user && (await actorOf(user))
  const answer = await GET(new Request(`http://localhost/api/workspaces${search}`))
  return { status: answer.status, body: await answer.text() }
}

test('[POR-2] the workspaces of an organization are listed for its Organization Admins', async () => {
  const organization = await makeOrganization()
  const { name } = await makeWorkspace(organization, 'Simulation')
  const { status, body } = await ask(organization.admin)
  expect([status, JSON.parse(body).total]).toEqual([200, 2])
  expect(body).toContain(name)
})

test('[WSP-2] anybody else finds no such list, and learns nothing by asking, not even of their own', async () => {
  const organization = await makeOrganization()
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const other = await makeWorkspace(organization, 'Materials')
  const people = [
    await makeUser(organization),
    await makeUser(organization, { workspaceId }),
    await makeUser(organization, { workspaceId, isWorkspaceAdmin: true }),
  ]
  for (const user of people)
    for (const search of ['', '?q=Materials', `?q=${code}`, `?q=${other.code}`, '?sort=-users'])
      expect(await ask(user, search)).toEqual({
        status: 404,
        body: JSON.stringify({ ok: false, code: 'not-found', reason: 'There is no such thing here, or it is gone.' }),
      })
  expect((await ask(null)).status).toBe(401)
})
