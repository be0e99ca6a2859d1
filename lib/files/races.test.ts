import { isDeepStrictEqual } from 'node:util'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase, reading, type Tx } from '../database/client'
import { takePermission } from '../folder-permissions/changes'
import { unwrap } from '../test/factories'
import { auditOf, inOrganization } from '../test/look'
import { inRounds, outcomeOf, race } from '../test/race'
import { addFile, makeFolder, moveNodes, renameNode, restoreNodes, trashNodes } from './changes'
import { give, makePath, makeTree, type Tree } from './testing/tree'
import { insertFolder } from './writes'

afterAll(closeDatabase)

// A race is lost seldom, and hundreds of rounds take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 })
const rounds = 40
const word = () => crypto.randomUUID().slice(0, 8)

let tree: Tree
beforeAll(async () => {
  tree = await makeTree()
})

const as = <T>(run: () => Promise<T>) => actingAs(tree.manager.claim, run)
const make = (folderId: string, name: string) => () => as(() => makeFolder({ folderId, name }))
const add = (folderId: string, name: string) => () =>
  as(() => addFile({ folderId, name, hash: 'a'.repeat(64), size: 1, ifTaken: 'refuse' }))
const rename = (nodeId: string, name: string) => () => as(() => renameNode({ nodeId, name, revision: 1 }))
const move = (nodeId: string, folderId: string) => () => as(() => moveNodes({ nodeIds: [nodeId], folderId }))
const trash = (nodeId: string) => () => as(() => trashNodes({ nodeIds: [nodeId] }))
const restore = (nodeId: string) => () => as(() => restoreNodes({ nodeIds: [nodeId] }))
const path = (...names: readonly string[]) => makePath(tree.manager, tree.rootId, ...names)

/** Folders of the tree that no way leads up from to its root. */
const adrift = () =>
  reading(tree.organizationId, async (tx) => {
    const [row] = await tx.execute<{ count: number }>(sql`
      with recursive down as (
        select id from nodes where id = ${tree.rootId}
        union all
        select n.id from down d join nodes n on n.parent_id = d.id
      )
      select count(*)::int as count from nodes n where n.workspace_id = ${tree.workspaceId} and n.id not in (select id from down)`)
    return row?.count
  })

/** Whether the second of two events on things of these names stands behind the first in the chain. */
async function isAfter(
  first: readonly [event: string, label: string],
  second: readonly [event: string, label: string],
) {
  const records = await auditOf(tree.organizationId)
  const seqOf = ([event, label]: readonly [string, string]) =>
    records.find((record) => record.event === event && JSON.parse(record.body).target.label === label)?.seq
  const [one, other] = [seqOf(first), seqOf(second)]
  return one !== undefined && other !== undefined && other > one
}

describe('[FIL-1] a name stands in a folder once, however many give it at once', () => {
  test('of two who make a folder one has the name', async () => {
    const tally = await inRounds(rounds, async () => {
      const name = `Plans ${word()}`
      return (await race(make(tree.rootId, name), make(tree.rootId, name.toUpperCase()))).toSorted().join(', ')
    })
    expect(tally).toEqual({ 'name-taken, ok': rounds })
  })

  test('of a folder and a file that are made one has the name', async () => {
    const tally = await inRounds(rounds, async () => {
      const name = `Plans ${word()}`
      return (await race(make(tree.rootId, name), add(tree.rootId, name.toUpperCase()))).toSorted().join(', ')
    })
    expect(tally).toEqual({ 'name-taken, ok': rounds })
  })

  test('of one who makes it and one who renames to it, likewise', async () => {
    const tally = await inRounds(rounds, async () => {
      const name = `Plans ${word()}`
      const [folder = ''] = await path(word())
      return (await race(make(tree.rootId, name), rename(folder, name))).toSorted().join(', ')
    })
    expect(tally).toEqual({ 'name-taken, ok': rounds })
  })

  test('of one who restores it and one who moves another of that name in, likewise', async () => {
    const tally = await inRounds(rounds, async () => {
      const name = `Plans ${word()}`
      const [old = ''] = await path(name)
      unwrap(await trash(old)())
      const [, other = ''] = await path(word(), name)
      return (await race(restore(old), move(other, tree.rootId))).toSorted().join(', ')
    })
    expect(tally).toEqual({ 'name-taken, ok': rounds })
  })
})

test('[CPM-7] two moves at once make no circle: one is refused', async () => {
  const tally = await inRounds(rounds, async () => {
    const [one = ''] = await path(word())
    const [other = ''] = await path(word())
    return (await race(move(one, other), move(other, one))).toSorted().join(', ')
  })
  expect(tally).toEqual({ 'into-itself, ok': rounds })
  expect(await adrift()).toBe(0)
})

describe('[FIL-8] nothing goes into a folder after its deletion was acknowledged', () => {
  test('by who makes folders in it', async () => {
    const tally = await inRounds(rounds, async () => {
      const [name, inside] = [word(), word()]
      const [folder = ''] = await path(name)
      const ends = await race(trash(folder), make(folder, inside))
      if (ends.some((end) => end !== 'ok')) return ends.join(', ')
      return (await isAfter(['folder.trashed', name], ['folder.made', inside])) ? 'late' : 'before'
    })
    const { 'ok, not-found': refused = 0, before = 0, ...others } = tally
    expect(others).toEqual({})
    expect(refused + before).toBe(rounds)
  })

  test('by who moves something into it, or below it', async () => {
    const tally = await inRounds(rounds, async () => {
      const [name, moved] = [word(), word()]
      const [folder = '', deep = ''] = await path(name, word())
      const [thing = ''] = await path(moved)
      const ends = await race(trash(folder), move(thing, deep))
      if (ends.some((end) => end !== 'ok')) return ends.join(', ')
      return (await isAfter(['folder.trashed', name], ['folder.moved', moved])) ? 'late' : 'before'
    })
    const { 'ok, not-found': refused = 0, before = 0, ...others } = tally
    expect(others).toEqual({})
    expect(refused + before).toBe(rounds)
  })
})

test('[SWI-5] a permission taken away beats every write that comes after', async () => {
  const tally = await inRounds(
    rounds,
    async () => {
      const [folder = ''] = await path(word())
      const permissionId = await give(tree.manager, folder, tree.user, 'write')
      const made: string[] = []
      const keepsMaking = async () => {
        for (let end = 'ok'; end === 'ok'; ) {
          const name = word()
          end = await outcomeOf(() => actingAs(tree.user.claim, () => makeFolder({ folderId: folder, name })))
          if (end === 'ok') made.push(name)
        }
      }
      const makers = Promise.all([keepsMaking(), keepsMaking()])
      const taken = await outcomeOf(() => as(() => takePermission({ permissionId })))
      await makers
      const late = await reading(tree.organizationId, (tx) =>
        tx.execute(sql`select 1 from audit_records t join audit_records l on l.organization_id = t.organization_id and l.seq > t.seq
          where t.event = 'permission.taken' and t.body::jsonb #>> '{target,id}' = ${tree.user.userId}
            and l.event = 'folder.made' and l.body::jsonb #>> '{after,name}' = any (${`{${made.join(',')}}`}::text[])
            and t.seq = (select max(seq) from audit_records where event = 'permission.taken'
              and body::jsonb #>> '{before,folder}' = (select name from nodes where id = ${folder}))`),
      )
      return `${taken}, ${late.length > 0 ? 'some' : 'none'} late`
    },
    2,
  )
  expect(tally).toEqual({ 'ok, none late': rounds })
})

test('[FIL-5] a permission given while its folder moves leaves the way that leads there', async () => {
  const tally = await inRounds(rounds, async () => {
    const [, top = '', deep = ''] = await path(word(), word(), word())
    const [to = ''] = await path(word())
    const giving = () => outcomeOf(async () => ({ ok: true, value: await give(tree.manager, deep, tree.user, 'read') }))
    const ends = await Promise.all([giving(), outcomeOf(move(top, to))])
    const ways = await reading(tree.organizationId, (tx) =>
      tx.execute<{ id: string }>(sql`select ancestor_id as id from folder_ways where folder_id = ${deep}`),
    )
    const isRight = isDeepStrictEqual(new Set(ways.map(({ id }) => id)), new Set([top, to, tree.rootId]))
    return `${ends.join(', ')}, ${isRight ? 'right' : 'wrong'}`
  })
  expect(tally).toEqual({ 'ok, ok, right': rounds })
})

test('[FIL-1] who makes things in several folders, and who does in another order, do not end each other', async () => {
  const put = (tx: Tx, parentId: string) =>
    insertFolder(tx, {
      organizationId: tree.organizationId,
      workspaceId: tree.workspaceId,
      parentId,
      name: word(),
      ownerUserId: null,
    })
  const tally = await inRounds(
    rounds,
    async () => {
      const [, one = ''] = await path(word(), word())
      const [, other = ''] = await path(word(), word())
      // Without a change around it, which would be tried again.
      const inBoth = (first: string, second: string) => async () =>
        inOrganization(tree.organizationId, async (tx) => {
          await put(tx, first)
          await put(tx, second)
          return { ok: true, value: null } as const
        })
      return (await race(inBoth(one, other), inBoth(other, one))).join(', ')
    },
    2,
  )
  expect(tally).toEqual({ 'ok, ok': rounds })
})
