import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { moveNodes } from '../files/changes'
import { makePath, makeTree } from '../files/testing/tree'
import { makeFile, unwrap } from '../test/factories'
import { inOrganization } from '../test/look'
import { beginCopy, below, copyTo, makeMany, runCopy, takeSteps } from './testing/copying'

afterAll(closeDatabase)
vi.setConfig({ testTimeout: 120_000 })

/** The length in bytes of the longest path in a workspace. */
const longestIn = (organizationId: string, rootId: string) =>
  inOrganization(organizationId, async (tx) => {
    const [row] = await tx.execute<{ longest: number }>(sql`
      with recursive down as (
        select id, octet_length(name) as bytes from nodes where parent_id = ${rootId}
        union all
        select n.id, d.bytes + 1 + octet_length(n.name) from down d join nodes n on n.parent_id = d.id
      ) select max(bytes) as longest from down`)
    return row?.longest ?? 0
  })

/** A folder Plans with a folder of a long name in it and a file there: so many bytes below Plans. */
async function makeDeep(bytesBelow: number) {
  const tree = await makeTree()
  const { organizationId, manager, rootId } = tree
  const names = Array.from({ length: Math.floor((bytesBelow - 2) / 200) }, () => 'x'.repeat(199))
  const [plans = '', ...inner] = await makePath(manager, rootId, 'Plans', ...names)
  await makeFile(manager, inner.at(-1) ?? '', 'y'.repeat(bytesBelow - 200 * names.length - 1))
  return {
    ...tree,
    plans,
    longest: () => longestIn(organizationId, rootId),
    look: (id: string) => below(organizationId, id),
  }
}

describe('[FIL-1] no path becomes longer than 4,096 bytes', () => {
  test('[FIL-1] by the number of a copied folder: there is none, and that is said', async () => {
    const { manager, rootId, plans, longest, look } = await makeDeep(4_096 - 'Plans'.length)
    expect(await longest()).toBe(4_096)
    const before = await look(rootId)
    expect(unwrap(await copyTo(manager, rootId, [plans]))).toMatchObject({
      copied: 0,
      leftOut: [
        { name: 'Plans', reason: expect.stringContaining('none with a number is free that its path has room') },
      ],
    })
    expect(await look(rootId)).toEqual(before)
  })

  test('[FIL-1] by a folder that it merges with, whose name is longer; the rest of it is copied', async () => {
    const { manager, rootId, plans, longest } = await makeDeep(4_096 - 'Plans'.length - 3)
    const [ab = ''] = await makePath(manager, rootId, 'ab')
    await makeFile(manager, plans, 'wing.step')
    await makePath(manager, ab, 'plan\u017f')
    const copied = unwrap(await copyTo(manager, ab, [plans]))
    expect(copied.leftOut).toEqual([
      { name: expect.stringMatching(/^y+$/), reason: expect.stringContaining('would be longer than 4,096 bytes') },
    ])
    expect(await longest()).toBe(4_093)
  })

  test('[FIL-1] by where a copy in the background goes to, which is further down by then', async () => {
    const { manager, rootId, plans, longest, look } = await makeDeep(3_000)
    await makeMany(manager, plans, 1_100)
    const [archive = ''] = await makePath(manager, rootId, 'Archive')
    const chosen = await makeFile(manager, rootId, 'wing.step')
    const [deep = ''] = (await makePath(manager, rootId, ...Array.from({ length: 6 }, () => 'z'.repeat(200)))).slice(-1)
    const placed = await beginCopy(manager, archive, [plans])
    await takeSteps(manager, placed, 2)
    const waiting = await beginCopy(manager, archive, [plans, chosen])
    unwrap(await actingAs(manager.claim, () => moveNodes({ nodeIds: [archive], folderId: deep })))
    // What stands already goes on up to there; what was chosen and would not fit is not begun.
    const first = await runCopy(manager, placed)
    expect(first?.state).toBe('done')
    expect(first?.failures).toBeGreaterThan(0)
    const ended = await runCopy(manager, waiting)
    expect(ended).toMatchObject({ state: 'done', failures: 1 })
    expect(ended?.lines.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^Could not copy Plans: Its path, or that of something in it, would be longer/),
    )
    expect(await longest()).toBeLessThanOrEqual(4_096)
    expect(await look(archive)).toContain('wing.step 1')
  })
})
