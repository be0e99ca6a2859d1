import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { moveNodes } from '../files/changes'
import { makePath, makeTree } from '../files/testing/tree'
import { makeHugeFile, unwrap } from '../test/factories'
import { inOrganization } from '../test/look'
import { inRounds, outcomeOf } from '../test/race'
import { begin, countedStorage, GiB, limit } from '../uploads/testing/uploading'
import { beginCopy, below, copyTo, makeMany, runCopy, takeSteps } from './testing/copying'

afterAll(closeDatabase)
vi.setConfig({ testTimeout: 180_000 })

/** A folder of 1,200 small files with one in it, what is huge beside it, and where it is to go; a limit of 1 GiB. */
async function makeFull(size: number) {
  const tree = await makeTree()
  const { organizationId, workspaceId, manager, rootId } = tree
  const [large = '', inner = ''] = await makePath(manager, rootId, 'Large', 'Inner')
  const [aside = ''] = await makePath(manager, rootId, 'Aside')
  const [archive = ''] = await makePath(manager, rootId, 'Archive')
  await makeMany(manager, large, 1_200)
  const huge = await makeHugeFile({ organizationId, folderId: aside, name: 'huge.bin', size })
  await limit(manager, { key: 'workspace-storage', value: 1, workspaceId })
  return { ...tree, large, inner, aside, huge, archive, look: (id: string) => below(organizationId, id) }
}

async function expectExact(organizationId: string) {
  const { kept, really } = await countedStorage(organizationId)
  expect(kept).toBe(really)
}

/** Bytes that a workspace takes, and that are reserved in it. */
const takenIn = (organizationId: string, workspaceId: string) =>
  inOrganization(organizationId, async (tx) => {
    const [row] = await tx.execute<{ bytes: number; reserved: number }>(
      sql`select bytes::float8, reserved::float8 from workspace_storage where workspace_id = ${workspaceId}`,
    )
    return row
  })

describe('[FIL-10] a copy in the background never takes more than there is', () => {
  test('[FIL-10] what comes into its source after it was counted takes room of its own, or ends it', async () => {
    const { organizationId, workspaceId, manager, large, inner, huge, archive, look } = await makeFull((5 * GiB) / 8)
    const operationId = await beginCopy(manager, archive, [large])
    await takeSteps(manager, operationId, 1)
    unwrap(await actingAs(manager.claim, () => moveNodes({ nodeIds: [huge], folderId: inner })))
    expect(await runCopy(manager, operationId)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('There is no room in this workspace'),
    })
    expect(await look(archive)).not.toContain(`Large/Inner/huge.bin ${(5 * GiB) / 8}`)
    expect((await takenIn(organizationId, workspaceId))?.bytes).toBeLessThan(GiB)
    await expectExact(organizationId)
  })

  test('[FIL-10] so does what was replaced by something larger; where there is room it is copied, and counted', async () => {
    const { organizationId, workspaceId, manager, large, archive, look } = await makeFull(1)
    const operationId = await beginCopy(manager, archive, [large])
    const step = await takeSteps(manager, operationId, 2)
    const grow = (size: number) =>
      inOrganization(organizationId, (tx) =>
        tx.execute(sql`update nodes set size = ${size} where parent_id = ${large} and name = 'file 1'`),
      )
    await grow((5 * GiB) / 8)
    expect(await step()).toMatchObject({ ok: false, code: 'workspace-full' })
    await grow((3 * GiB) / 8)
    unwrap(await step())
    expect(await look(archive)).toContain(`Large/file 1 ${(3 * GiB) / 8}`)
    await expectExact(organizationId)
    const ended = await runCopy(manager, operationId)
    expect(ended).toMatchObject({ state: 'done' })
    expect(ended?.lines.at(-1)?.message).toContain('384\u00a0MiB of 384\u00a0MiB are done.')
    expect(await takenIn(organizationId, workspaceId)).toEqual({ bytes: (3 * GiB) / 4 + 2 * 1_199 + 1, reserved: 0 })
  })
})

describe('[FIL-10] a quota is never exceeded', () => {
  test('[FIL-10] however many copies are made and uploads begin at once', async () => {
    const { organizationId, workspaceId, manager, rootId, huge, archive } = await makeFull((3 * GiB) / 16)
    const clear = () =>
      inOrganization(organizationId, async (tx) => {
        await tx.execute(sql`delete from uploads`)
        await tx.execute(sql`delete from nodes where parent_id = ${archive}`)
      })
    const tally = await inRounds(
      25,
      async (round) => {
        const ends = await Promise.all([
          ...[1, 2, 3, 4, 5, 6].map(() => outcomeOf(() => copyTo(manager, archive, [huge]))),
          ...[1, 2].map((at) =>
            outcomeOf(() => begin(manager, rootId, { name: `${round} ${at}`, size: (3 * GiB) / 16 })),
          ),
        ])
        const { bytes = 0, reserved = 0 } = (await takenIn(organizationId, workspaceId)) ?? {}
        await clear()
        const made = ends.filter((end) => end === 'ok').length
        const refused = ends.filter((end) => end === 'workspace-full').length
        return `${made} made, ${refused} refused, ${bytes + reserved > GiB ? 'too much' : 'in bounds'}`
      },
      1,
    )
    expect(tally).toEqual({ '4 made, 4 refused, in bounds': 25 })
  })

  test('[FIL-10] by two copies in the background that begin at once', async () => {
    const { organizationId, workspaceId, manager, large, inner, huge, archive } = await makeFull((3 * GiB) / 8)
    unwrap(await actingAs(manager.claim, () => moveNodes({ nodeIds: [huge], folderId: inner })))
    const tally = await inRounds(
      8,
      async () => {
        const both = [await beginCopy(manager, archive, [large]), await beginCopy(manager, archive, [large])]
        const ends = await Promise.all(both.map((operationId) => runCopy(manager, operationId)))
        const { bytes = 0, reserved = 0 } = (await takenIn(organizationId, workspaceId)) ?? {}
        await inOrganization(organizationId, (tx) =>
          tx.execute(sql`with recursive down as (
            select id from nodes where parent_id = ${archive}
            union all select n.id from down d join nodes n on n.parent_id = d.id
          ) delete from nodes where id in (select id from down)`),
        )
        const states = ends.map((end) => end?.state).toSorted()
        return `${states.join(' ')}, ${bytes + reserved > GiB ? 'too much' : 'in bounds'}`
      },
      1,
    )
    expect(tally).toEqual({ 'done failed, in bounds': 8 })
  })
})

test('[FIL-10] a copy that would write nothing asks for no room', async () => {
  const { manager, huge, archive, look } = await makeFull((5 * GiB) / 8)
  await makeHugeFile({ organizationId: manager.organizationId, folderId: archive, name: 'HUGE.bin', size: 1 })
  expect(unwrap(await copyTo(manager, archive, [huge], 'skip'))).toMatchObject({ copied: 0, skipped: 1 })
  expect(await copyTo(manager, archive, [huge], 'replace')).toMatchObject({ code: 'workspace-full' })
  expect(await look(archive)).toEqual(['HUGE.bin 1'])
})
