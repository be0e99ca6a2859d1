import { parse } from 'csv-parse/sync'
import { encode } from 'next-auth/jwt'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { noted } from '@/lib/audit/testing/noted'
import { actingAs } from '@/lib/call'
import { closeDatabase } from '@/lib/database/client'
import { sessionCookie } from '@/lib/session-cookie'
import { settings } from '@/lib/settings'
import { makeOrganization, makeSession, makeUser, makeWorkspace, type TestUser } from '@/lib/test/factories'
import { editWorkspace } from '@/lib/workspaces/changes'
import { asDatabaseAdmin } from '../../../../lib/test/look'
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
  expect(sessionCookie()).toContain('session-token')
}

const get = (query: string) => GET(new Request(`http://localhost:3000/api/audit/export?${query}`))

const entries = (organizationId: string) =>
  asDatabaseAdmin(
    (admin) => admin<{ event: string; detail: string; workspace: string | null; address: string }[]>`
      select event, detail, workspace_id as workspace, address from activity
      where organization_id = ${organizationId} and event = 'exported' order by id`,
  )

async function makeAero() {
  const organization = await makeOrganization({ name: '=cmd()' })
  const aero = await makeWorkspace(organization, 'Aero')
  const aeroAdmin = await makeUser(organization, { workspaceId: aero.workspaceId, isWorkspaceAdmin: true })
  return { organization, aero, aeroAdmin }
}

describe('[SEC-7] an export of the audit log', () => {
  it('is CSV that spreadsheets read and do not run, with the filter of the page', async () => {
    const { organization, aero } = await makeAero()
    await actingAs(organization.admin.claim, () =>
      editWorkspace({ workspaceId: aero.workspaceId, name: '@Aero, "new"', description: 'two\r\nlines', revision: 1 }),
    )
    await signIn(organization.admin)
    const response = await get('format=csv&event=workspace.edited')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="atrium-org-.*-changes-.*\.csv"$/,
    )
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    const [row, ...more] = parse(bytes, { columns: true, bom: true })
    expect(more).toEqual([])
    expect(row).toMatchObject({
      event: 'workspace.edited',
      person: "'=cmd()",
      email: organization.admin.email,
      what: 'renamed workspace Aero to @Aero, "new" and changed its description',
      target: '\'@Aero, "new"',
      workspaceId: aero.code,
      before: '{"name":"Aero","description":""}',
      after: '{"name":"@Aero, \\"new\\"","description":"two\\r\\nlines"}',
    })
  })

  it('is JSON without a byte order mark, every page of it', async () => {
    const { organization } = await makeAero()
    const { organizationId } = organization
    await asDatabaseAdmin(
      (
        admin,
      ) => admin`insert into audit_records (organization_id, seq, at, event, search_text, body, previous_hash, hash)
        select ${organizationId}, n, now(), 'note.made', 'note', '{}', '', '' from generate_series(5, 1204) n`,
    )
    await signIn(organization.admin)
    const response = await get('format=json')
    const text = await response.text()
    expect(text.charCodeAt(0)).toBe('['.charCodeAt(0))
    const rows: { seq: number }[] = JSON.parse(text)
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 1204 }, (_, index) => 1204 - index))
    expect(Object.keys(rows[0] ?? {})).not.toContain('values')
  })

  it('is kept in the log before its first byte, with who, from where, what of it and which workspace', async () => {
    const { organization, aero, aeroAdmin } = await makeAero()
    await signIn(aeroAdmin)
    const response = await get(`format=csv&workspace=${aero.code}&q=ada&log=sign-ins`)
    expect(await entries(organization.organizationId)).toEqual([
      {
        event: 'exported',
        detail: 'Exported sign-ins and refusals as CSV, matching “ada”',
        workspace: aero.workspaceId,
        address: '192.0.2.7',
      },
    ])
    await response.body?.cancel()
  })

  it('is read as fast as it is taken, and no further when nobody takes it', async () => {
    const { organization } = await makeAero()
    await signIn(organization.admin)
    const reader = (await get('format=csv')).body?.getReader()
    expect((await reader?.read())?.done).toBe(false)
    await reader?.cancel()
    expect((await reader?.read())?.done).toBe(true)
  })

  it('of a workspace holds that workspace alone, and no name from another', async () => {
    const { organization, aero, aeroAdmin } = await makeAero()
    await noted(organization.admin.claim, 'elsewhere')
    await signIn(aeroAdmin)
    const text = await (await get(`format=json&workspace=${aero.code}`)).text()
    expect(text).not.toContain('elsewhere')
    expect(text).not.toContain('"Default"')
    expect(text).toContain('"withheld"')
  })

  it.each(['format=csv', 'format=csv&workspace=99-9999999', 'format=csv&workspace=nonsense', 'other'])(
    'is not found in a portal that is not theirs: %s',
    async (query) => {
      const { organization, aeroAdmin } = await makeAero()
      const elsewhere = await makeWorkspace(organization)
      await signIn(aeroAdmin)
      const response = await get(query === 'other' ? `format=csv&workspace=${elsewhere.code}` : query)
      expect(response.status).toBe(404)
      expect(await response.json()).toEqual({
        ok: false,
        code: 'not-found',
        reason: 'There is no such thing here, or it is gone.',
      })
      expect(await entries(organization.organizationId)).toEqual([])
    },
  )

  it('is not found for a user of the workspace without a role, nor from another organization', async () => {
    const { organization, aero } = await makeAero()
    for (const user of [
      await makeUser(organization, { workspaceId: aero.workspaceId }),
      (await makeOrganization()).admin,
    ]) {
      await signIn(user)
      expect((await get(`format=csv&workspace=${aero.code}`)).status).toBe(404)
    }
  })

  it('asks who is not signed in to sign in, whatever they ask for', async () => {
    for (const query of ['format=csv', 'format=csv&workspace=04-8473942', 'nonsense=1']) {
      const response = await get(query)
      expect(response.status).toBe(401)
      expect(await response.json()).toMatchObject({ code: 'signed-out', reason: 'You are signed out. Sign in again.' })
    }
  })

  it.each(['', 'format=xlsx', 'format=csv&from=yesterday', 'format=csv&who=me', 'format=csv&sort=name'])(
    'is refused rather than given whole when its filter cannot be read: %s',
    async (query) => {
      const { organization } = await makeAero()
      await signIn(organization.admin)
      expect((await get(query)).status).toBe(400)
      expect(await entries(organization.organizationId)).toEqual([])
    },
  )
})
