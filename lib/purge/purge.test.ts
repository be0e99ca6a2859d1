import '../storage/testing/own-store'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { placeOfBytes } from '../files/bytes'
import { restoreNodes, trashNodes } from '../files/changes'
import { trashOf } from '../files/testing/pages'
import { makePath, makeTree, seenBy, type Tree } from '../files/testing/tree'
import { sweep } from '../integrity/tasks'
import { setPolicy } from '../policies/changes'
import { SetPolicy } from '../policies/input'
import { previewPolicy } from '../policies/queries'
import { hashOf } from '../storage/testing/bytes'
import { isThere, plantBlob } from '../storage/testing/damage'
import { makeFile, makeWorkspace, replaceFile, systemOf, type TestUser, unwrap } from '../test/factories'
import { actorOf, asDatabaseAdmin, auditOf, inOrganization } from '../test/look'
import { inRounds, outcomeOf } from '../test/race'
import { countedStorage } from '../uploads/testing/uploading'
import { listVersions } from '../versions/queries'
import { purgeTrash } from './changes'
import { purge } from './tasks'
import { agePolicies, ageTrash, ageVersion } from './testing/aging'

afterAll(closeDatabase)
vi.setConfig({ testTimeout: 120_000 })

const trash = async (by: TestUser, ...nodeIds: string[]) =>
  unwrap(await actingAs(by.claim, () => trashNodes({ nodeIds })))
const restore = (by: TestUser, nodeId: string) => actingAs(by.claim, () => restoreNodes({ nodeIds: [nodeId] }))

/** A step in one workspace: whether it was the last, or why there is none. */
async function step({ organizationId, workspaceId }: Pick<Tree, 'organizationId' | 'workspaceId'>) {
  const done = await actingAs(systemOf({ organizationId }), () => purgeTrash({ workspaceId }))
  return done.ok ? done.value.isOver : done.code
}

/** Steps until nothing is left. */
async function purgeAll(place: Pick<Tree, 'organizationId' | 'workspaceId'>) {
  while ((await step(place)) === false);
}

const inTrash = async (by: TestUser, workspaceId: string) =>
  (await trashOf(by, workspaceId)).rows.map(({ name, purgedAt }) => [name, purgedAt])
const rowsOf = (organizationId: string) =>
  asDatabaseAdmin(async (admin) => {
    const rows = await admin<{ name: string }[]>`select name from nodes
      where organization_id = ${organizationId} and name not in ('', 'Home folders') and home_user_id is null order by name`
    return rows.map(({ name }) => name)
  })
const eventsOf = async (organizationId: string) =>
  (await auditOf(organizationId)).map(({ event }) => event).filter((event) => event.endsWith('purged'))

const set = async (by: TestUser, key: string, value: number, workspaceId: string | null, revision = 0) =>
  actingAs(by.claim, () => setPolicy({ workspaceId, key, value, revision }))

/** Plans/Old with a file and a folder in it, in the trash since `days`; and a file beside it. */
async function makeTrashed(days: number) {
  const tree = await makeTree()
  const { manager, rootId } = tree
  const [plans = '', old = '', deep = ''] = await makePath(manager, rootId, 'Plans', 'Old', 'Deep')
  await makeFile(manager, old, 'wing.step', 'trashed')
  await makeFile(manager, deep, 'spar.step', 'deep')
  await makeFile(manager, plans, 'stays.step', 'stays')
  await trash(manager, old)
  await ageTrash(old, days)
  return { ...tree, plans, old }
}

describe('[FIL-8] what was deleted is purged after the trash period', () => {
  test('[FIL-8] with all below it, at night, and not a day earlier; its room is free again', async () => {
    const due = await makeTrashed(30)
    const young = await makeTrashed(29)
    await purge()
    expect(await rowsOf(due.organizationId)).toEqual(['Plans', 'stays.step'])
    expect(await inTrash(due.manager, due.workspaceId)).toEqual([])
    expect(await restore(due.manager, due.old)).toMatchObject({ code: 'not-found' })
    expect(await rowsOf(young.organizationId)).toContain('wing.step')
    unwrap(await restore(young.manager, young.old))
    expect(await seenBy(young.manager, young.old)).toEqual(['Deep', 'wing.step'])
    const { kept, really } = await countedStorage(due.organizationId)
    expect(kept).toBe(really)
    expect(kept).toContain(` ${'stays'.length} 0`)
    const record = (await auditOf(due.organizationId)).find(({ event }) => event === 'folder.purged')
    expect(record?.body).toContain('"in":"Plans"')
    expect(record?.body).toContain('"deletedBy":"Mona Manager"')
  })

  test('[FIL-8] its bytes go with the next sweep, those that something else names do not', async () => {
    const { organizationId, workspaceId, manager, rootId } = await makeTrashed(31)
    await makeFile(manager, rootId, 'copy.step', 'deep')
    const named = (text: string) => ({ ...placeOfBytes(organizationId), hash: hashOf(Buffer.from(text)) })
    for (const text of ['trashed', 'deep']) plantBlob(named(text), text, 48)
    await sweep()
    expect(isThere(named('trashed'))).toBe(true)
    await purgeAll({ organizationId, workspaceId })
    await sweep()
    expect([isThere(named('trashed')), isThere(named('deep'))]).toEqual([false, true])
  })

  test('[FIL-8] in small steps: from the first on nobody sees it or restores what is left of it', async () => {
    const { organizationId, workspaceId, manager, old } = await makeTrashed(40)
    await inOrganization(organizationId, async (tx) => {
      await tx.execute(`insert into nodes (organization_id, id, workspace_id, parent_id, kind, name, name_key, hash)
        select n.organization_id, gen_random_uuid(), n.workspace_id, n.id, 'file', 'f' || each, 'f' || each, repeat('a', 64)
        from nodes n, generate_series(1, 1200) each where n.id = '${old}'`)
    })
    const place = { organizationId, workspaceId }
    expect(await step(place)).toBe(false)
    expect(await inTrash(manager, workspaceId)).toEqual([])
    expect(await step(place)).toBe(false)
    expect((await rowsOf(organizationId)).length).toBe(1200 + 6 - 500)
    expect(await restore(manager, old)).toMatchObject({ code: 'not-found' })
    await purge(AbortSignal.abort())
    expect((await rowsOf(organizationId)).length).toBe(1200 + 6 - 500)
    await purge()
    expect(await rowsOf(organizationId)).toEqual(['Plans', 'stays.step'])
    expect(await step(place)).toBe('nothing-due')
    expect(await eventsOf(organizationId)).toEqual(['folder.purged'])
  })

  test('[FIL-8] what was deleted before the folder it lies in goes too', async () => {
    const { organizationId, workspaceId, manager, plans, old } = await makeTrashed(35)
    await trash(manager, plans)
    await ageTrash(plans, 31)
    await purgeAll({ organizationId, workspaceId })
    expect(await rowsOf(organizationId)).toEqual([])
    expect(await eventsOf(organizationId)).toEqual(['folder.purged', 'folder.purged'])
    expect(await restore(manager, old)).toMatchObject({ code: 'not-found' })
  })

  test('[FIL-8] of a restore and a purge at once one has it, whole', async () => {
    const tree = await makeTree()
    const tally = await inRounds(
      20,
      async (round) => {
        const [old = ''] = await makePath(tree.manager, tree.rootId, `Old ${round}`)
        for (const name of ['a', 'b', 'c']) await makeFile(tree.manager, old, name)
        await trash(tree.manager, old)
        await ageTrash(old, 31)
        const [restored] = await Promise.all([outcomeOf(() => restore(tree.manager, old)), purgeAll(tree)])
        await purgeAll(tree)
        const left = await seenBy(tree.manager, old)
        return `${restored}, and ${left === null ? 'nothing' : left.length} is there`
      },
      1,
    )
    const { 'ok, and 3 is there': restored = 0, 'not-found, and nothing is there': purged = 0, ...else_ } = tally
    expect(else_).toEqual({})
    expect(restored + purged).toBe(20)
  })

  test('[FIL-8] nothing is purged where a legal hold is, and the trash says no date', async () => {
    const { organizationId, workspaceId, manager } = await makeTrashed(90)
    await asDatabaseAdmin(
      (admin) => admin`insert into legal_holds (organization_id, id, workspace_id, reason)
        values (${organizationId}, gen_random_uuid(), ${workspaceId}, 'Case 7')`,
    )
    expect(await step({ organizationId, workspaceId })).toBe('legal-hold')
    await purge()
    expect(await inTrash(manager, workspaceId)).toEqual([['Old', null]])
  })
})

describe('[FIL-9] what a file was is purged after the trash period', () => {
  test('[FIL-9] each version by when it was replaced; what the file is stays', async () => {
    const { organizationId, workspaceId, manager, rootId } = await makeTree()
    const wing = await makeFile(manager, rootId, 'wing.step', 'first')
    for (const text of ['second', 'third', 'now']) await replaceFile(manager, rootId, 'wing.step', text)
    await ageVersion(wing, 1, 60)
    await ageVersion(wing, 2, 30)
    await ageVersion(wing, 3, 29)
    const versions = async () => (await listVersions(await actorOf(manager), wing, {}))?.rows ?? []
    const [current, third] = await versions()
    expect(current?.purgedAt).toBeNull()
    expect(new Date(third?.purgedAt ?? '').getTime() - Date.now()).toBeGreaterThan(23 * 3_600_000)
    await purgeAll({ organizationId, workspaceId })
    expect((await versions()).map(({ version }) => version)).toEqual([4, 3])
    const { kept, really } = await countedStorage(organizationId)
    expect(kept).toBe(really)
    const record = (await auditOf(organizationId)).find(({ event }) => event === 'file.versions-purged')
    expect(record?.body).toContain('"versions":"1, 2"')
  })
})

describe('[POL-5] the trash period', () => {
  test('[POL-5] a shorter one holds for what is there already, 24 hours later at the earliest', async () => {
    const { organization, organizationId, workspaceId, manager } = await makeTrashed(10)
    unwrap(await set(organization.admin, 'trash-period', 5, null))
    expect(await step({ organizationId, workspaceId })).toBe('nothing-due')
    const [[, purgedAt] = []] = await inTrash(manager, workspaceId)
    const hours = (new Date(purgedAt ?? '').getTime() - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(23.9)
    expect(hours).toBeLessThanOrEqual(24)
    await agePolicies(organizationId, 24)
    await purgeAll({ organizationId, workspaceId })
    expect(await inTrash(manager, workspaceId)).toEqual([])
  })

  test('[POL-5] a longer one keeps what is there already from the moment it is chosen', async () => {
    const { organizationId, workspaceId, manager } = await makeTrashed(31)
    unwrap(await set(manager, 'trash-period', 60, workspaceId))
    await agePolicies(organizationId, 48)
    expect(await step({ organizationId, workspaceId })).toBe('nothing-due')
  })

  test('[POL-5] a workspace has its own, within what the organization sets; another one is as before', async () => {
    const { organization, organizationId, workspaceId, manager } = await makeTrashed(10)
    const other = await makeWorkspace(organization)
    unwrap(await set(organization.admin, 'shortest-trash-period', 7, null))
    const refused = await set(manager, 'trash-period', 6, workspaceId)
    expect(refused).toMatchObject({
      code: 'out-of-bounds',
      reason: 'The organization has set that it is from 7 days to 365 days.',
    })
    expect(await set(organization.admin, 'longest-trash-period', 6, null)).toMatchObject({ code: 'out-of-bounds' })
    unwrap(await set(manager, 'trash-period', 7, workspaceId))
    await agePolicies(organizationId, 25)
    expect(await step({ organizationId, workspaceId: other.workspaceId })).toBe('nothing-due')
    await purgeAll({ organizationId, workspaceId })
    expect(await inTrash(manager, workspaceId)).toEqual([])
  })

  test('[POL-2] that becomes shorter says first what will be due', async () => {
    const { organization, workspaceId, manager, rootId } = await makeTrashed(10)
    const wing = await makeFile(manager, rootId, 'wing.step', 'first')
    await replaceFile(manager, rootId, 'wing.step', 'second')
    await replaceFile(manager, rootId, 'wing.step', 'third')
    await ageVersion(wing, 1, 20)
    await ageVersion(wing, 2, 20)
    const hitsOf = async (by: TestUser, key: string, value: number, within: string | null) => {
      const preview = await previewPolicy(
        await actorOf(by),
        SetPolicy.parse({ workspaceId: within, key, value, revision: 0 }),
      )
      return preview.ok ? preview.value.hits : preview.code
    }
    const both = [
      'One thing in the trash is purged, 24 hours from then at the earliest.',
      '2 older versions are purged, 24 hours from then at the earliest.',
    ]
    for (const [by, within] of [
      [organization.admin, null],
      [manager, workspaceId],
    ] as const) {
      expect(await hitsOf(by, 'trash-period', 9, within)).toEqual(both)
      expect(await hitsOf(by, 'trash-period', 15, within)).toEqual(both.slice(1))
      expect(await hitsOf(by, 'trash-period', 21, within)).toEqual([])
      expect(await hitsOf(by, 'trash-period', 40, within)).toEqual([])
    }
    expect(await hitsOf(organization.admin, 'longest-trash-period', 9, null)).toEqual(both)
    unwrap(await set(manager, 'trash-period', 25, workspaceId))
    expect(await hitsOf(organization.admin, 'trash-period', 9, null)).toEqual([])
    expect(await hitsOf(organization.admin, 'longest-trash-period', 9, null)).toEqual(both)
    // All of it goes with a workspace that was deleted.
    await asDatabaseAdmin((admin) => admin`update workspaces set deleted_at = now() where id = ${workspaceId}`)
    expect(await hitsOf(organization.admin, 'longest-trash-period', 9, null)).toEqual([])
  })
})
