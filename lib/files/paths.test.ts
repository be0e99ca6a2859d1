import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { makeFile, type TestUser, unwrap } from '../test/factories'
import { inOrganization } from '../test/look'
import { makeFolder, moveNodes, renameNode, restoreNodes, trashNodes } from './changes'
import { makePath, makeTree, type Tree } from './testing/tree'

afterAll(closeDatabase)

const make = (by: TestUser, folderId: string, name: string) => actingAs(by.claim, () => makeFolder({ folderId, name }))
const move = (by: TestUser, nodeId: string, folderId: string) =>
  actingAs(by.claim, () => moveNodes({ nodeIds: [nodeId], folderId }))
const trash = (by: TestUser, nodeId: string) => actingAs(by.claim, () => trashNodes({ nodeIds: [nodeId] }))
const restore = (by: TestUser, nodeId: string) => actingAs(by.claim, () => restoreNodes({ nodeIds: [nodeId] }))

const tooLong = { code: 'path-too-long' } as const

/** Names that make a path of so many bytes, one slash between two: letters of two bytes as far as they go. */
function namesOf(bytes: number): readonly string[] {
  if (bytes <= 255) return ['é'.repeat(bytes >> 1) + 'x'.repeat(bytes & 1)]
  return ['é'.repeat(120), ...namesOf(bytes - 241)]
}

/** Folders one in the other whose path has so many bytes; gives their ids. */
const makeLong = (by: TestUser, folderId: string, bytes: number) => makePath(by, folderId, ...namesOf(bytes))

/** Renames a folder whatever it was called before. */
async function rename({ organizationId, manager }: Tree, nodeId: string, name: string) {
  const [row] = await inOrganization(organizationId, (tx) =>
    tx.execute<{ revision: number }>(sql`select revision from nodes where id = ${nodeId}`),
  )
  return actingAs(manager.claim, () => renameNode({ nodeId, name, revision: row?.revision ?? 0 }))
}

describe('[FIL-1] a path has 4,096 bytes at most', () => {
  test('that of a new folder', async () => {
    const { manager, rootId } = await makeTree()
    const ids = await makeLong(manager, rootId, 4_000)
    expect(await make(manager, ids.at(-1) ?? '', 'x'.repeat(96))).toMatchObject(tooLong)
    unwrap(await make(manager, ids.at(-1) ?? '', 'x'.repeat(95)))
  })

  test('those of all that is in a folder which gets another name', async () => {
    const tree = await makeTree()
    const { manager, rootId } = tree
    const [top = ''] = await makePath(manager, rootId, 'a')
    const below = await makeLong(manager, top, 4_000)
    await makeFile(manager, below.at(-1) ?? '', 'x'.repeat(80))
    // One byte, a slash, 4,000, a slash, 80: 13 more make 4,096.
    expect(await rename(tree, top, 'a'.repeat(15))).toMatchObject(tooLong)
    unwrap(await rename(tree, top, 'a'.repeat(14)))
    // One below the top counts likewise, and shorter is never too long.
    expect(await rename(tree, below[0] ?? '', 'é'.repeat(121))).toMatchObject(tooLong)
    unwrap(await rename(tree, below[0] ?? '', 'é'.repeat(120)))
    unwrap(await rename(tree, top, 'b'))
  })

  test('those of all that is in a folder which is moved, and of what it was moved with', async () => {
    const tree = await makeTree()
    const { manager, rootId } = tree
    const [outer = ''] = await makePath(manager, rootId, 'o'.repeat(50))
    const [top = '', inner = ''] = await makePath(manager, rootId, 't'.repeat(20), 'i'.repeat(20))
    // 20, a slash, 20, a slash, 4,003: 4,045; and below the outer one 51 more.
    const below = await makeLong(manager, inner, 4_003)
    unwrap(await move(manager, top, outer))
    unwrap(await move(manager, top, rootId))
    unwrap(await make(manager, below.at(-2) ?? '', 'x'.repeat(148)))
    expect(await move(manager, top, outer)).toMatchObject(tooLong)
    expect(await move(manager, inner, outer)).toMatchObject({ ok: true })
    unwrap(await move(manager, top, outer))
    expect(await move(manager, inner, top)).toMatchObject(tooLong)
  })

  test('what has gone counts no more: from the trash, or moved away', async () => {
    const tree = await makeTree()
    const { manager, rootId } = tree
    const [top = '', inner = ''] = await makePath(manager, rootId, 'top', 'inner')
    const below = await makeLong(manager, inner, 4_050)
    const name = 'n'.repeat(50)
    expect(await rename(tree, top, name)).toMatchObject(tooLong)
    unwrap(await trash(manager, below.at(-1) ?? ''))
    unwrap(await rename(tree, top, name))
    unwrap(await rename(tree, top, 'top'))
    unwrap(await restore(manager, below.at(-1) ?? ''))
    expect(await rename(tree, top, name)).toMatchObject(tooLong)
    unwrap(await move(manager, inner, rootId))
    unwrap(await rename(tree, top, name))
  })

  test('nothing comes back out of the trash to a longer one', async () => {
    const tree = await makeTree()
    const { manager, rootId } = tree
    const [top = '', inner = '', old = ''] = await makePath(manager, rootId, 'top', 'inner', 'old')
    await makeLong(manager, old, 4_050)
    unwrap(await trash(manager, old))
    unwrap(await rename(tree, inner, 'i'.repeat(60)))
    expect(await restore(manager, old)).toMatchObject(tooLong)
    unwrap(await rename(tree, inner, 'in'))
    unwrap(await restore(manager, old))
    expect(await rename(tree, top, 't'.repeat(60))).toMatchObject(tooLong)
  })
})
