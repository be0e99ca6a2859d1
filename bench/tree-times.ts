import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { actingAs } from '../lib/call'
import { closeDatabase, openPool } from '../lib/database/client'
import { makeFolder, moveNodes, renameNode } from '../lib/files/changes'
import { databaseUrls } from '../lib/settings'
import { asAdministrator } from './administrator'
import { type Arranged, arrangeTree } from './arrange-tree'
import { copyWhole } from './copy-whole'
import { done } from './done'
import type { Trees, TreesOrder } from './order'
import { spread } from './rounds'

const elapsed = async (run: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await run()
  return performance.now() - started
}

/** Of each of these the middle time of `times` runs, one after the other in turn, so that what drifts meets all alike. */
async function inTurn<Name extends string>(runs: Readonly<Record<Name, () => Promise<unknown>>>, times: number) {
  const taken = new Map<string, number[]>()
  const all = Object.entries<() => Promise<unknown>>(runs)
  for (let time = 0; time < times; time++)
    for (let step = 0; step < all.length; step++) {
      const [name, run] = all[(time + step) % all.length] ?? []
      if (name && run) taken.set(name, [...(taken.get(name) ?? []), await elapsed(run)])
    }
  return (name: Name) => spread(taken.get(name) ?? []).median
}

type Ask = (text: string, values: (string | number | boolean | null)[]) => Promise<readonly unknown[]>
type Pool = ReturnType<typeof openPool>

/** Statements as the application's login, in one transaction inside an organization. */
const inside = <Value>(pool: Pool, organizationId: string, run: (ask: Ask) => Promise<Value>) =>
  pool.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${organizationId}, true)`
    return run((text, values) => tx.unsafe(text, values))
  })

const listed = "select * from list_folder($1::uuid, $2::uuid, 'name', false, null, null, null::uuid, 101)"
// The same rows, from the index that has them in this order.
const part = (kind: string) => `(select id, kind, name, name_key, size, changed_at, revision from nodes
  where organization_id = $1 and parent_id = $2 and kind = '${kind}' and trashed_at is null order by name_key, id limit 101)`
const bareList = `select * from (${part('folder')} union all ${part('file')}) n limit 101`
const access = 'select * from reach_of($1::uuid, array[$2::uuid])'
const bareAccess = 'select * from nodes where organization_id = $1 and id = $2'

/** Milliseconds of a page of the wide folder and of the access to one node, each beside a bare statement. */
async function timeReads(pool: Pool, tree: Arranged, times: number) {
  const { organizationId, wide, plainId, inManyId } = tree
  return inside(pool, organizationId, async (ask) => {
    const [page, bare] = [await ask(listed, [plainId, wide]), await ask(bareList, [organizationId, wide])]
    if (page.length !== 102 || bare.length !== 101)
      throw new Error(`The page has ${page.length} rows, and ${bare.length} bare.`)
    const runs = {
      list: () => ask(listed, [plainId, wide]),
      listInMany: () => ask(listed, [inManyId, wide]),
      bareList: () => ask(bareList, [organizationId, wide]),
      access: () => ask(access, [plainId, wide]),
      bareAccess: () => ask(bareAccess, [organizationId, wide]),
    }
    await inTurn(runs, 10)
    const of = await inTurn(runs, times)
    return {
      list: of('list'),
      listInMany: of('listInMany'),
      bareList: of('bareList'),
      access: of('access'),
      bareAccess: of('bareAccess'),
    }
  })
}

/** Moves and renames of a tenth of the tree and of an empty folder, there and back. */
function moving({ organizationId, adminId, rootId, first }: Arranged, emptyId: string, elsewhere: string) {
  const claim = { kind: 'user', organizationId, userId: adminId } as const
  const at = new Map([first, emptyId].map((id) => [id, { isAway: false, revision: 1 }]))
  const next = (id: string, isMoved: boolean) => {
    const { isAway, revision } = at.get(id) ?? { isAway: false, revision: 1 }
    at.set(id, { isAway: isAway !== isMoved, revision: revision + 1 })
    return { isAway, revision }
  }
  const move = (id: string) => async () => {
    const { isAway } = next(id, true)
    done(await actingAs(claim, () => moveNodes({ nodeIds: [id], folderId: isAway ? rootId : elsewhere })))
  }
  const rename = (id: string) => async () => {
    const { revision } = next(id, false)
    done(await actingAs(claim, () => renameNode({ nodeId: id, name: `Renamed ${id} ${revision}`, revision })))
  }
  return { move: move(first), moveEmpty: move(emptyId), rename: rename(first), renameEmpty: rename(emptyId) }
}

/** A folder of ten with files in each, in the tree and, the same, as plain files of 1 to 4 KiB. */
async function makeSource({ organizationId, adminId, rootId, workspaceId }: Arranged, folder: string, count: number) {
  const claim = { kind: 'user', organizationId, userId: adminId } as const
  const make = async (folderId: string, name: string) =>
    done(await actingAs(claim, () => makeFolder({ folderId, name }))).id
  const [sourceId, targetId] = [await make(rootId, 'Source'), await make(rootId, 'Target')]
  const each = Math.ceil(count / 10)
  for (let index = 0; index < 10; index++) {
    const inner = await make(sourceId, `Part ${index}`)
    mkdirSync(join(folder, 'source', `Part ${index}`), { recursive: true })
    await asAdministrator(
      undefined,
      (sql) => sql`insert into nodes (organization_id, id, workspace_id, parent_id, kind, name, name_key, size, hash)
        select ${organizationId}, gen_random_uuid(), ${workspaceId}, ${inner}, 'file', n, n, 1024 + (i * 37) % 3072, repeat('0', 64)
        from generate_series(1, ${each}) i, concat('file ', i, '.dat') n`,
    )
    for (let i = 1; i <= each; i++)
      writeFileSync(join(folder, 'source', `Part ${index}`, `file ${i}.dat`), randomBytes(1024 + ((i * 37) % 3072)))
  }
  return { claim, sourceId, targetId, files: each * 10 }
}

/** One copy, as people make it and the worker carries it out; the same rows bare; and `cp -r` of the same files. */
async function timeCopies(
  pool: Pool,
  tree: Arranged,
  folder: string,
  { count, rounds }: { count: number; rounds: number },
) {
  const { organizationId, workspaceId } = tree
  const { claim, sourceId, targetId, files } = await makeSource(tree, folder, count)
  const ours = () => copyWhole(claim, sourceId, targetId)
  const bare = () =>
    inside(pool, organizationId, async (ask) => {
      await ask(
        `with folders as (
          select n.id, gen_random_uuid() as new_id, n.name from nodes n where n.organization_id = $1 and n.parent_id = $2
        ), made as (
          insert into nodes (organization_id, id, workspace_id, parent_id, kind, name, name_key)
          select $1::uuid, new_id, $3::uuid, $4::uuid, 'folder', name, new_id::text from folders
        )
        insert into nodes (organization_id, id, workspace_id, parent_id, kind, name, name_key, owner_user_id, size, hash)
        select $1::uuid, gen_random_uuid(), $3::uuid, f.new_id, 'file', n.name, n.name_key, $5::uuid, n.size, n.hash
        from folders f join nodes n on n.organization_id = $1 and n.parent_id = f.id`,
        [organizationId, sourceId, workspaceId, targetId, claim.userId],
      )
    })
  const plain = async () => {
    const { status } = spawnSync('cp', ['-r', join(folder, 'source'), join(folder, 'copied')])
    if (status !== 0) throw new Error('cp failed.')
  }
  // What was copied goes again, with all that is in it: not measured.
  const clear = () =>
    asAdministrator(undefined, async (sql) => {
      rmSync(join(folder, 'copied'), { recursive: true, force: true })
      const below = sql`with recursive down as (
        select n.id, n.kind from nodes n where n.organization_id = ${organizationId} and n.parent_id = ${targetId}
        union all select n.id, n.kind from down d join nodes n on n.organization_id = ${organizationId} and n.parent_id = d.id)`
      const gone = await sql`${below} delete from nodes n using down d where n.organization_id = ${organizationId}
        and n.id = d.id and d.kind = 'file'`
      if (gone.count !== files && gone.count !== 0) throw new Error(`${gone.count} of ${files} files were copied.`)
      await sql`${below} delete from nodes n using down d where n.organization_id = ${organizationId} and n.id = d.id`
      await sql`vacuum nodes`
    })
  const taken: { copy: number; bareCopy: number; plainCopy: number }[] = []
  for (let round = -1; round < rounds; round++) {
    const times = { copy: 0, bareCopy: 0, plainCopy: 0 }
    times.copy = await elapsed(ours)
    await clear()
    times.bareCopy = await elapsed(bare)
    await clear()
    times.plainCopy = await elapsed(plain)
    await clear()
    // The first one warms what the others find.
    if (round >= 0) taken.push(times)
  }
  return taken
}

/** All of it, in a database of this process's own: a large tree and a small one. */
export async function timeTrees({
  large,
  small,
  rounds,
  times,
  copied,
  folder,
}: TreesOrder): Promise<z.output<typeof Trees>> {
  const [big, little] = [await arrangeTree('large-tree', large), await arrangeTree('small-tree', small)]
  await asAdministrator(undefined, (sql) => sql`vacuum analyze`)
  const claim = { kind: 'user', organizationId: big.organizationId, userId: big.adminId } as const
  const make = async (name: string) => done(await actingAs(claim, () => makeFolder({ folderId: big.rootId, name }))).id
  const moves = moving(big, await make('Empty'), await make('Elsewhere'))
  const pool = openPool(databaseUrls().app, 1)
  const [counted] = await asAdministrator(
    undefined,
    (sql) => sql<{ nodes: number; rows: number; carriers: number }[]>`select
      (select count(*)::int from nodes where organization_id = ${big.organizationId}) as nodes,
      (select count(*)::int from folder_permissions where organization_id = ${big.organizationId}) as rows,
      (select count(*)::int from folder_ways where ancestor_id = ${big.first}) as carriers`,
  )
  const reads: z.output<typeof Trees>['reads'] = []
  const moved: z.output<typeof Trees>['moves'] = []
  await inTurn(moves, 4)
  for (let round = 0; round < rounds; round++) {
    const [large, small] = [await timeReads(pool, big, times), await timeReads(pool, little, times)]
    reads.push({ ...large, small: small.list })
    const of = await inTurn(moves, Math.ceil(times / 10) * 2)
    moved.push({ move: of('move'), moveEmpty: of('moveEmpty'), rename: of('rename'), renameEmpty: of('renameEmpty') })
  }
  const copies = await timeCopies(pool, big, folder, { count: copied, rounds })
  await pool.end()
  await closeDatabase()
  return { ...(counted ?? { nodes: 0, rows: 0, carriers: 0 }), reads, moves: moved, copies }
}
