import { parse } from 'csv-parse/sync'
import { encode } from 'next-auth/jwt'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { actingAs } from '@/lib/call'
import { closeDatabase } from '@/lib/database/client'
import { settings } from '@/lib/settings'
import {
  makeOrganization,
  makeSession,
  makeUser,
  makeWorkspace,
  type TestOrganization,
  type TestUser,
  unwrap,
} from '@/lib/test/factories'
import { activityOf } from '@/lib/test/look'
import { createWorkspaces, editWorkspace } from '@/lib/workspaces/changes'
import { GET } from './route'

const cookie = vi.hoisted(() => ({ value: '' }))
vi.mock('next/navigation', () => ({ redirect: vi.fn(), notFound: vi.fn() }))
vi.mock('next/headers', () => ({
  cookies: async () => ({ get: () => (cookie.value === '' ? undefined : { value: cookie.value }) }),
  headers: async () => new Headers({ 'x-request-id': 'request-7', 'x-atrium-peer': '192.0.2.7', 'user-agent': 'Test' }),
}))

afterAll(closeDatabase)
afterEach(() => {
  cookie.value = ''
})

async function signIn(user: TestUser) {
  const { sessionId } = await makeSession(user)
  cookie.value = await encode({ token: { sessionId }, secret: settings().nextAuthSecret })
}

const get = (query = '') => GET(new Request(`http://localhost:3000/api/workspaces/export?${query}`))

async function rowsOf(query = ''): Promise<Readonly<Record<string, string>>[]> {
  const response = await get(query)
  expect(response.status).toBe(200)
  return parse(await response.text(), { columns: true, bom: true })
}

const entriesOf = async ({ organizationId }: TestOrganization) =>
  (await activityOf(organizationId)).map(({ event, detail, address, client, requestId }) => ({
    event,
    detail,
    address,
    client,
    requestId,
  }))

/** As many workspaces as named, made at once. */
const make = async ({ admin }: TestOrganization, names: readonly string[]) =>
  unwrap(
    await actingAs(admin.claim, () =>
      createWorkspaces({ workspaces: names.map((name) => ({ name, description: '' })) }),
    ),
  )

describe('[SEC-7] an export of the workspaces', () => {
  it('is CSV that spreadsheets read and do not run, with what the page shows and whole moments', async () => {
    const organization = await makeOrganization()
    const { workspaceId, code } = await makeWorkspace(organization, 'Aero')
    const edit = { workspaceId, name: '=1+1, "Aero"', description: '@two\r\nlines', revision: 1 }
    unwrap(await actingAs(organization.admin.claim, () => editWorkspace(edit)))
    await makeUser(organization, { workspaceId, isWorkspaceAdmin: true })
    await makeUser(organization, { workspaceId })
    await signIn(organization.admin)
    const response = await get('q=aero')
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="atrium-org-.*-workspaces-\d{4}-\d{2}-\d{2}\.csv"$/,
    )
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    const [row = {}, ...more]: Readonly<Record<string, string>>[] = parse(bytes, { columns: true, bom: true })
    expect(more).toEqual([])
    expect(Object.entries(row)).toEqual([
      ['Name', '\'=1+1, "Aero"'],
      ['Workspace ID', code],
      ['Description', "'@two\r\nlines"],
      ['Default', 'no'],
      ['Users', '2'],
      ['Workspace Admins', '1'],
      ['Created', expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)],
    ])
  })

  it('has every row of every page once, in the order asked for', async () => {
    const organization = await makeOrganization()
    const names = Array.from({ length: 1_000 }, (_, at) => `Lab ${String(at).padStart(4, '0')}`)
    await make(organization, names)
    await signIn(organization.admin)
    const down = await rowsOf('sort=-name')
    expect(down.map((row) => row.Name)).toEqual([...names.toReversed(), 'Default'])
    expect(down.at(-1)?.Default).toBe('yes')
    expect((await rowsOf('sort=created')).length).toBe(1_001)
  })

  it('holds what matches the search and nothing else', async () => {
    const organization = await makeOrganization()
    await make(organization, ['Aero EU', 'Aero US', 'Crash Safety'])
    await signIn(organization.admin)
    expect((await rowsOf('q=AERO')).map((row) => row.Name)).toEqual(['Aero EU', 'Aero US'])
    expect(await rowsOf('q=nobody')).toEqual([])
  })

  it('is kept in the log before its first byte, with who, from where and what of it', async () => {
    const organization = await makeOrganization()
    await signIn(organization.admin)
    for (const query of ['', 'q=aero&sort=-users']) await (await get(query)).body?.cancel()
    const from = { event: 'exported', address: '192.0.2.7', client: 'Test', requestId: 'request-7' }
    expect(await entriesOf(organization)).toEqual([
      { ...from, detail: 'Exported workspaces as CSV' },
      { ...from, detail: 'Exported workspaces as CSV, matching “aero”' },
    ])
  })

  it('is read as fast as it is taken, and no further when nobody takes it', async () => {
    const organization = await makeOrganization()
    await signIn(organization.admin)
    const reader = (await get()).body?.getReader()
    expect((await reader?.read())?.done).toBe(false)
    await reader?.cancel()
    expect((await reader?.read())?.done).toBe(true)
  })
})

describe('[WSP-2] an export of the workspaces is for Organization Admins', () => {
  it('and not found for others, whose try is logged with its reason', async () => {
    const organization = await makeOrganization()
    const { workspaceId } = await makeWorkspace(organization)
    for (const isWorkspaceAdmin of [false, true]) {
      await signIn(await makeUser(organization, { workspaceId, isWorkspaceAdmin }))
      const response = await get()
      expect(response.status).toBe(404)
      expect(await response.json()).toEqual({
        ok: false,
        code: 'not-found',
        reason: 'There is no such thing here, or it is gone.',
      })
    }
    const refused = {
      event: 'refused',
      detail: 'Refused to export workspaces: Only an Organization Admin can list all workspaces.',
      address: '192.0.2.7',
    }
    expect(await entriesOf(organization)).toMatchObject([refused, refused])
  })

  it('[SEC-1] and never has a row of another organization', async () => {
    await make(await makeOrganization(), ['Their Secret'])
    await signIn((await makeOrganization()).admin)
    expect((await rowsOf()).map((row) => row.Name)).toEqual(['Default'])
  })

  it('and asks who is not signed in to sign in, whatever they ask for', async () => {
    for (const query of ['', 'nonsense=1']) {
      const response = await get(query)
      expect(response.status).toBe(401)
      expect(await response.json()).toMatchObject({ code: 'signed-out', reason: 'You are signed out. Sign in again.' })
    }
  })

  it.each(['sort=size', 'after=abc', 'hide=users', `q=${'x'.repeat(201)}`])(
    'and is refused rather than given whole when its filter cannot be read: %s',
    async (query) => {
      const organization = await makeOrganization()
      await signIn(organization.admin)
      expect((await get(query)).status).toBe(400)
      expect(await entriesOf(organization)).toEqual([])
    },
  )
})
