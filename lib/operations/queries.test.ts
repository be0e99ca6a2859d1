import { afterAll, describe, expect, test } from 'vitest'
import { operationLines, operations } from '../../db/schema/operations'
import { closeDatabase } from '../database/client'
import { makeOrganization, makeUser, makeWorkspace, type TestOrganization, type TestUser } from '../test/factories'
import { actorOf, inOrganization } from '../test/look'
import type { ListOperationsInput } from './input'
import { findOperation, listOperations } from './queries'

afterAll(closeDatabase)

const all: ListOperationsInput = { state: 'all' }
const moment = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second))

type Wishes = { by?: TestUser; workspace?: { workspaceId: string; name: string }; second?: number; ended?: boolean }

/** Operations as they stand after a while, past what starts them. */
async function makeOperations(organization: TestOrganization, wishes: readonly Wishes[]): Promise<readonly string[]> {
  const { organizationId, admin } = organization
  const rows = wishes.map(({ by = admin, workspace, second = 0, ended = false }) => ({
    organizationId,
    id: crypto.randomUUID(),
    kind: 'workspace.purge',
    workspaceId: workspace?.workspaceId ?? null,
    workspaceName: workspace?.name ?? '',
    accountId: by.accountId,
    userId: by.userId,
    startedBy: 'Ada Fennwick',
    input: {},
    isCancellable: true,
    createdAt: moment(second),
    ...(ended && { state: 'failed' as const, reason: 'It did not work.', startedAt: moment(1), endedAt: moment(2) }),
  }))
  await inOrganization(organizationId, (tx) => tx.insert(operations).values(rows))
  return rows.map((row) => row.id)
}

const ids = (page: { rows: readonly { id: string }[] }) => page.rows.map((row) => row.id)

describe('[CPM-8] which operations exist for whom', () => {
  test('an Organization Admin sees all, a Workspace Admin those of theirs, everybody their own', async () => {
    const organization = await makeOrganization()
    const [aero, crash] = [await makeWorkspace(organization, 'Aero'), await makeWorkspace(organization, 'Crash')]
    const aeroAdmin = await makeUser(organization, { workspaceId: aero.workspaceId, isWorkspaceAdmin: true })
    const user = await makeUser(organization, { workspaceId: aero.workspaceId })
    const [inAero, inCrash, own] = await makeOperations(organization, [
      { workspace: aero, second: 3 },
      { workspace: crash, second: 2 },
      { by: user, second: 1 },
    ])
    const seenBy = async (who: TestUser, input = all) => ids(await listOperations(await actorOf(who), input))
    expect(await seenBy(organization.admin)).toEqual([inAero, inCrash, own])
    expect(await seenBy(organization.admin, { ...all, workspaceId: crash.workspaceId })).toEqual([inCrash])
    expect(await seenBy(aeroAdmin)).toEqual([inAero])
    expect(await seenBy(aeroAdmin, { ...all, workspaceId: crash.workspaceId })).toEqual([])
    expect(await seenBy(user)).toEqual([own])
    expect(await seenBy((await makeOrganization()).admin)).toEqual([])
    expect(await findOperation(await actorOf(aeroAdmin), inCrash ?? '')).toBeNull()
    expect(await findOperation(await actorOf(user), inAero ?? '')).toBeNull()
  })

  test('[SEC-7] the name of a workspace is withheld from who started it but cannot see it', async () => {
    const organization = await makeOrganization()
    const aero = await makeWorkspace(organization, 'Aero')
    const user = await makeUser(organization)
    const [own = ''] = await makeOperations(organization, [{ by: user, workspace: aero }])
    const forUser = await findOperation(await actorOf(user), own)
    expect(forUser).toMatchObject({ title: 'Deleting a workspace', workspaceName: null })
    expect(JSON.stringify(forUser)).not.toContain('Aero')
    const forAdmin = await findOperation(await actorOf(organization.admin), own)
    expect(forAdmin).toMatchObject({ title: 'Deleting Aero', workspaceName: 'Aero' })
  })
})

describe('a list of operations', () => {
  test('is paged by key both ways, newest first, also where many began at once', async () => {
    const organization = await makeOrganization()
    const made = await makeOperations(
      organization,
      Array.from({ length: 120 }, (_, index) => ({ second: Math.floor(index / 40) })),
    )
    const actor = await actorOf(organization.admin)
    const pages: string[][] = []
    let page = await listOperations(actor, all)
    expect(page.previous).toBeNull()
    for (;;) {
      pages.push(ids(page))
      if (!page.next) break
      page = await listOperations(actor, { ...all, after: page.next })
    }
    expect(pages.map((rows) => rows.length)).toEqual([50, 50, 20])
    expect(new Set(pages.flat())).toEqual(new Set(made))
    const second = await listOperations(actor, { ...all, before: page.previous ?? '' })
    expect(ids(second)).toEqual(pages[1])
    const first = await listOperations(actor, { ...all, before: second.previous ?? '' })
    expect(ids(first)).toEqual(pages[0])
    expect(first.previous).toBeNull()
    expect((await listOperations(actor, { ...all, after: 'no cursor' })).rows).toHaveLength(50)
  })

  test('is narrowed to those that are open or have ended', async () => {
    const organization = await makeOrganization()
    const [open, ended] = await makeOperations(organization, [{}, { ended: true }])
    const actor = await actorOf(organization.admin)
    expect(ids(await listOperations(actor, { state: 'open' }))).toEqual([open])
    expect(ids(await listOperations(actor, { state: 'ended' }))).toEqual([ended])
  })
})

describe('an operation', () => {
  test('comes with its progress, its times, its reason and whether this actor may cancel it or try it again', async () => {
    const organization = await makeOrganization()
    const [open = '', ended = ''] = await makeOperations(organization, [{}, { ended: true }])
    const actor = await actorOf(organization.admin)
    expect(await findOperation(actor, open)).toEqual({
      id: open,
      kind: 'workspace.purge',
      title: 'Deleting a workspace',
      workspaceName: null,
      startedBy: 'Ada Fennwick',
      state: 'queued',
      done: 0,
      total: 0,
      failures: 0,
      bytes: null,
      reason: '',
      isCancelAsked: false,
      createdAt: '2026-01-01T00:00:00.000Z',
      startedAt: null,
      endedAt: null,
      mayCancel: { ok: true },
      mayRetry: { ok: false, code: 'not-ended', reason: 'It has not ended yet.' },
      lines: [],
    })
    expect(await findOperation(actor, ended)).toMatchObject({
      reason: 'It did not work.',
      startedAt: '2026-01-01T00:00:01.000Z',
      endedAt: '2026-01-01T00:00:02.000Z',
      mayCancel: { ok: false, code: 'ended' },
      mayRetry: { ok: true },
    })
  })

  test('shows the newest 500 lines of its log, oldest first', async () => {
    const organization = await makeOrganization()
    const { organizationId } = organization
    const [operationId = ''] = await makeOperations(organization, [{}])
    const lines = Array.from({ length: 502 }, (_, index) => ({ line: index + 1, message: `Line ${index + 1}` }))
    await inOrganization(organizationId, (tx) =>
      tx.insert(operationLines).values(lines.map((line) => ({ organizationId, operationId, ...line }))),
    )
    const found = await findOperation(await actorOf(organization.admin), operationId)
    expect(found?.lines.map(({ line }) => line)).toEqual(Array.from({ length: 500 }, (_, index) => index + 3))
  })
})
