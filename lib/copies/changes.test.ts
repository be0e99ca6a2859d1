import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase, reading } from '../database/client'
import { moveNodes, trashNodes } from '../files/changes'
import { give, makePath, makeTree } from '../files/testing/tree'
import { makeFile, makeHugeFile, replaceFile, unwrap } from '../test/factories'
import { fingerprint } from '../test/look'
import { countedStorage, GiB, limit } from '../uploads/testing/uploading'
import { below, copyTo, idIn } from './testing/copying'

afterAll(closeDatabase)

/** A workspace with folders Plans/2026 and Archive, and three files of other lengths. */
async function makePlans() {
  const tree = await makeTree()
  const { manager, rootId } = tree
  const [plans = '', year = ''] = await makePath(manager, rootId, 'Plans', '2026')
  const [archive = ''] = await makePath(manager, rootId, 'Archive')
  const wing = await makeFile(manager, plans, 'wing.step', 'a wing')
  await makeFile(manager, year, 'Spar.step', 'a long spar')
  return { ...tree, plans, year, archive, wing, look: (id: string) => below(tree.organizationId, id) }
}

const rowsOf = (organizationId: string, parentId: string) =>
  reading(organizationId, (tx) =>
    tx.execute<{ name: string; owner: string; hash: string; version: number; size: string }>(
      sql`select name, owner_user_id as owner, hash, version, size from nodes where parent_id = ${parentId} and kind = 'file' order by name`,
    ),
  )

describe('[CPM-9] a copy', () => {
  test('is of everything that is there now, without what is in the trash', async () => {
    const { manager, plans, archive, year, look } = await makePlans()
    const gone = await makeFile(manager, year, 'gone.step')
    unwrap(await actingAs(manager.claim, () => trashNodes({ nodeIds: [gone] })))
    expect(unwrap(await copyTo(manager, archive, [plans]))).toMatchObject({ copied: 4, skipped: 0, leftOut: [] })
    expect(await look(archive)).toEqual(['Plans/', 'Plans/2026/', 'Plans/2026/Spar.step 11', 'Plans/wing.step 6'])
    expect(await look(plans)).toEqual(['2026/', '2026/Spar.step 11', 'wing.step 6'])
  })

  test('[FIL-12] belongs to who made it, takes the current version alone, and its bytes are the same', async () => {
    const { organizationId, manager, user, plans, archive } = await makePlans()
    await replaceFile(manager, plans, 'wing.step', 'another wing')
    await give(manager, plans, user, 'read')
    await give(manager, archive, user, 'write')
    unwrap(await copyTo(user, archive, [await idIn(organizationId, plans, 'wing.step')]))
    const [old] = await rowsOf(organizationId, plans)
    const [made] = await rowsOf(organizationId, archive)
    expect(made).toEqual({ ...old, version: 1, owner: user.userId })
    expect(old?.owner).toBe(manager.userId)
    expect(await countOf(organizationId, sql`file_versions`)).toBe(1)
  })

  test('has no permissions', async () => {
    const { organizationId, manager, user, plans, archive, look } = await makePlans()
    await give(manager, plans, user, 'full')
    const before = await countOf(organizationId, sql`folder_permissions`)
    unwrap(await copyTo(manager, archive, [plans]))
    expect(await look(archive)).toHaveLength(4)
    expect(await countOf(organizationId, sql`folder_permissions`)).toBe(before)
    expect(await countOf(organizationId, sql`nodes where is_given and parent_id = ${archive}`)).toBe(0)
  })
})

const countOf = (organizationId: string, what: ReturnType<typeof sql>) =>
  reading(organizationId, async (tx) => {
    const [row] = await tx.execute<{ count: number }>(sql`select count(*)::int as count from ${what}`)
    return row?.count
  })

describe('[CPM-4] a copy takes Read where something is and Write where it goes', () => {
  test('and nothing is written without', async () => {
    const { organizationId, manager, user, plans, archive } = await makePlans()
    const listing = await give(manager, plans, user, 'list')
    await give(manager, archive, user, 'write')
    const { activity: _, ...before } = await fingerprint(organizationId)
    expect(await copyTo(user, archive, [plans])).toMatchObject({ code: 'cannot-read' })
    expect(await copyTo(user, plans, [plans])).toMatchObject({ code: 'cannot-read' })
    expect(await copyTo(user, archive, [archive])).toMatchObject({ code: 'cannot-read' })
    expect(await fingerprint(organizationId)).toMatchObject(before)
    expect(listing).not.toBe('')
    await give(manager, plans, user, 'read')
    expect(await copyTo(user, plans, [await makeFile(manager, plans, 'x')])).toMatchObject({ code: 'cannot-write' })
    unwrap(await copyTo(user, archive, [plans]))
  })

  test('[FIL-3] of a folder, what may not be read is left out and said, and what may not be known of is not named', async () => {
    const { manager, user, rootId, archive, look } = await makePlans()
    const [open = '', listed = ''] = await makePath(manager, rootId, 'Open', 'Listed')
    const [hidden = ''] = await makePath(manager, open, 'Hidden')
    await makeFile(manager, open, 'seen.txt', 'seen')
    await makeFile(manager, listed, 'listed.txt')
    await makeFile(manager, hidden, 'secret.txt')
    await give(manager, open, user, 'read', { isRecursive: false })
    await give(manager, listed, user, 'list')
    await give(manager, archive, user, 'full')
    const copied = unwrap(await copyTo(user, archive, [open]))
    expect(copied.leftOut).toEqual([{ name: 'Listed', reason: expect.stringContaining('This takes Read') }])
    expect(await look(archive)).toEqual(['Open/', 'Open/seen.txt 4'])
  })

  test('[FIL-3] into a folder that is there already, only where they may write in it', async () => {
    const { manager, user, plans, archive, look } = await makePlans()
    await makePath(manager, archive, 'PLANS', '2026')
    await give(manager, plans, user, 'read')
    await give(manager, archive, user, 'write', { isRecursive: false })
    // They may not know of what is there; its name is none of what is kept from them.
    for (const ifTaken of ['replace', 'skip'] as const)
      expect(unwrap(await copyTo(user, archive, [plans], ifTaken))).toMatchObject({
        copied: 0,
        leftOut: [{ name: 'Plans', reason: 'A folder of its name is there, in which you may not write.' }],
      })
    expect(await look(archive)).toEqual(['PLANS/', 'PLANS/2026/'])
    expect(unwrap(await copyTo(user, archive, [plans]))).toMatchObject({
      copied: 1,
      leftOut: [{ name: 'what is in Plans', reason: expect.stringContaining('you may no longer use it') }],
    })
    expect(await look(archive)).toEqual(['PLANS/', 'PLANS/2026/', 'Plans (2)/'])
  })
})

describe('[CPM-7] where names are there already', () => {
  async function makeClash() {
    const made = await makePlans()
    const { manager, archive } = made
    const [there = ''] = await makePath(manager, archive, 'plans')
    const other = await makeFile(manager, there, 'WING.step', 'other')
    await makeFile(manager, there, '2026', 'a file')
    return { ...made, there, other }
  }

  test('folders merge and both files are kept, one with a number', async () => {
    const { manager, plans, archive, look } = await makeClash()
    expect(unwrap(await copyTo(manager, archive, [plans], 'keep-both'))).toMatchObject({ copied: 3, leftOut: [] })
    expect((await look(archive)).toSorted()).toEqual([
      'plans/',
      'plans/2026 (2)/',
      'plans/2026 (2)/Spar.step 11',
      'plans/2026 6',
      'plans/WING.step 5',
      'plans/wing (2).step 6',
    ])
  })

  test('or the file there is replaced, its version kept; a folder does not replace a file', async () => {
    const { organizationId, manager, plans, archive, other, look } = await makeClash()
    const copied = unwrap(await copyTo(manager, archive, [plans], 'replace'))
    expect(copied).toMatchObject({ copied: 1, skipped: 0 })
    expect(copied.leftOut).toEqual([
      { name: '2026', reason: 'A file of its name is there, which a folder does not replace.' },
    ])
    expect(await look(archive)).toEqual(['plans/', 'plans/2026 6', 'plans/WING.step 6'])
    const versions = await countOf(organizationId, sql`file_versions where file_id = ${other}`)
    expect(versions).toBe(1)
  })

  test('or it stays as it is', async () => {
    const { manager, plans, archive, look } = await makeClash()
    const copied = unwrap(await copyTo(manager, archive, [plans], 'skip'))
    expect(copied).toMatchObject({ copied: 0, skipped: 1 })
    expect(await look(archive)).toEqual(['plans/', 'plans/2026 6', 'plans/WING.step 5'])
  })

  test('[CPM-4] replacing takes Full there', async () => {
    const { manager, user, plans, archive, there, look } = await makeClash()
    await give(manager, plans, user, 'read')
    await give(manager, archive, user, 'write')
    await give(manager, there, user, 'list')
    const copied = unwrap(await copyTo(user, archive, [plans], 'replace'))
    expect(copied.leftOut.map(({ name }) => name).toSorted()).toEqual(['2026', 'wing.step'])
    expect(copied.leftOut.find(({ name }) => name === 'wing.step')?.reason).toContain('This takes Full')
    expect(await look(archive)).toContain('plans/WING.step 5')
  })

  test('a file does not replace a folder', async () => {
    const { manager, wing, archive, look } = await makePlans()
    await makePath(manager, archive, 'wing.step')
    for (const ifTaken of ['replace', 'skip'] as const) {
      const copied = unwrap(await copyTo(manager, archive, [wing], ifTaken))
      expect(copied.leftOut).toEqual([
        { name: 'wing.step', reason: 'A folder of its name is there, which a file does not replace.' },
      ])
    }
    unwrap(await copyTo(manager, archive, [wing], 'keep-both'))
    expect(await look(archive)).toEqual(['wing (2).step 6', 'wing.step/'])
  })

  test('a copy beside what it is of gets a number, and nothing replaces itself', async () => {
    const { manager, plans, wing, rootId, look } = await makePlans()
    unwrap(await copyTo(manager, rootId, [plans]))
    unwrap(await copyTo(manager, plans, [wing]))
    expect(unwrap(await copyTo(manager, plans, [wing], 'replace')).leftOut).toEqual([
      { name: 'wing.step', reason: 'It would replace itself.' },
    ])
    expect(unwrap(await copyTo(manager, rootId, [plans], 'replace')).leftOut).toEqual([
      { name: 'Plans', reason: 'It would replace itself.' },
    ])
    expect((await look(rootId)).filter((path) => path.startsWith('Plans'))).toEqual([
      'Plans (2)/',
      'Plans (2)/2026/',
      'Plans (2)/2026/Spar.step 11',
      'Plans (2)/wing.step 6',
      'Plans/',
      'Plans/2026/',
      'Plans/2026/Spar.step 11',
      'Plans/wing (2).step 6',
      'Plans/wing.step 6',
    ])
  })

  test('each of many that are there already gets the first number that is free for it', async () => {
    const { manager, rootId, archive, look } = await makePlans()
    const [drafts = ''] = await makePath(manager, rootId, 'Drafts')
    const [there = ''] = await makePath(manager, archive, 'Drafts')
    for (const name of ['a.step', 'b.step', 'b (2).step', 'c.step']) await makeFile(manager, drafts, name, name)
    for (const name of ['a.step', 'a (3).step', 'b.step']) await makeFile(manager, there, name, 'older')
    for (let copy = 0; copy < 2; copy++)
      expect(unwrap(await copyTo(manager, archive, [drafts], 'keep-both'))).toMatchObject({ copied: 4, leftOut: [] })
    expect(await look(there)).toEqual([
      'a (2).step 6',
      'a (3).step 5',
      'a (4).step 6',
      'a.step 5',
      // Its own name was free the first time, and “b” found it taken then.
      'b (2) (2).step 10',
      'b (2).step 10',
      'b (3).step 6',
      'b (4).step 6',
      'b.step 5',
      'c (2).step 6',
      'c.step 6',
    ])
  })

  test('a folder does not go into itself, nor below it, and merging into what is above it ends', async () => {
    const { manager, plans, year, rootId, look } = await makePlans()
    for (const folderId of [plans, year])
      expect(await copyTo(manager, folderId, [plans])).toMatchObject({ code: 'into-itself' })
    const [inner = ''] = await makePath(manager, plans, 'Plans')
    await makeFile(manager, inner, 'inner.step', 'inner')
    await makePath(manager, inner, 'Plans')
    unwrap(await copyTo(manager, rootId, [inner]))
    expect((await look(plans)).toSorted()).toEqual([
      '2026/',
      '2026/Spar.step 11',
      'Plans/',
      'Plans/Plans/',
      'Plans/inner.step 5',
      'inner.step 5',
      'wing.step 6',
    ])
  })

  test('two things of one name out of two folders stand beside each other', async () => {
    const { manager, wing, year, archive, look } = await makePlans()
    const other = await makeFile(manager, year, 'Wing.step', 'other wing')
    unwrap(await copyTo(manager, archive, [wing, other]))
    expect((await look(archive)).map((path) => path.toLowerCase().split('.')[0]).toSorted()).toEqual([
      'wing',
      'wing (2)',
    ])
  })
})

describe('[FIL-10] room is there before a copy starts', () => {
  test.each(['workspace', 'user'] as const)('by the limit of the %s, and what a copy takes is counted', async (of) => {
    const { organizationId, workspaceId, manager, archive, plans, look } = await makePlans()
    const size = 0.75 * GiB
    await makeHugeFile({ organizationId, folderId: plans, name: 'huge.bin', size })
    await limit(manager, { key: `${of}-storage`, value: of === 'user' ? 1 : 2, workspaceId })
    unwrap(await copyTo(manager, archive, [plans]))
    expect(await look(archive)).toContain(`Plans/huge.bin ${size}`)
    const { kept, really } = await countedStorage(organizationId)
    expect(kept).toBe(really)
    expect(await copyTo(manager, archive, [plans])).toMatchObject({ code: `${of}-full` })
    expect(await look(archive)).toHaveLength(5)
  })
})

test('[FIL-1] a copy whose paths would be too long is refused, and one that is made knows its longest', async () => {
  const { organizationId, manager, plans, archive, rootId } = await makePlans()
  const long = await makePath(manager, rootId, ...Array.from({ length: 16 }, () => 'x'.repeat(255)))
  expect(await copyTo(manager, long.at(-1) ?? '', [plans])).toMatchObject({ code: 'path-too-long' })
  unwrap(await copyTo(manager, archive, [plans]))
  const [row] = await reading(organizationId, (tx) =>
    tx.execute<{ longest: number }>(sql`select longest_below as longest from nodes where id = ${archive}`),
  )
  expect(row?.longest).toBe('/Plans/2026/Spar.step'.length)
  unwrap(await actingAs(manager.claim, () => moveNodes({ nodeIds: [archive], folderId: plans })))
})
