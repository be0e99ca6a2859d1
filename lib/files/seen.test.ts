import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { writeCursor } from '../cursor'
import { closeDatabase } from '../database/client'
import { hashOfNothing, makePartner, makeUser, makeWorkspace, type TestUser, unwrap } from '../test/factories'
import { actorOf, inOrganization } from '../test/look'
import { trashNodes } from './changes'
import { listNodesFound } from './search'
import { foundBy, pagesOf, trashOf } from './testing/pages'
import { give, makePath, makeTree } from './testing/tree'
import { listTrash } from './trash'

vi.setConfig({ testTimeout: 120_000 })
afterAll(closeDatabase)

/** A folder that a user and a partner’s user have Full in, and one beside it that neither knows of. */
async function makeTwo() {
  const tree = await makeTree()
  const [given = ''] = await makePath(tree.manager, tree.rootId, 'Given')
  const [hidden = ''] = await makePath(tree.manager, tree.rootId, 'Hidden')
  await give(tree.manager, given, tree.user, 'full')
  const pia = await makeUser(tree.organization, { workspaceId: tree.workspaceId, name: 'Pia Partner' })
  await makePartner(tree.manager, given, [pia])
  return { ...tree, given, hidden, pia }
}
type Two = Awaited<ReturnType<typeof makeTwo>>

type Thing = { readonly in: 'given' | 'hidden'; readonly number: number }
const nameOf = (number: number) => `report ${String(number).padStart(5, '0')}`

/** Files past every rule, `report 00000` and so on; in the trash, each deleted so many seconds before now as its number. */
const plant = (two: Two, things: readonly Thing[], isTrashed = false) =>
  inOrganization(two.organizationId, (tx) =>
    tx.execute<{ id: string; name: string }>(sql`
      insert into nodes (organization_id, id, workspace_id, parent_id, kind, name, name_key, hash, trashed_at, trashed_by)
      select ${two.organizationId}, gen_random_uuid(), ${two.workspaceId}, t.folder::uuid, 'file', t.name, t.name,
        ${hashOfNothing}, case when ${isTrashed} then now() - t.number * interval '1 second' end,
        case when ${isTrashed} then 'Ada' end
      from jsonb_to_recordset(${JSON.stringify(
        things.map((thing) => ({ folder: two[thing.in], number: thing.number, name: nameOf(thing.number) })),
      )}::jsonb) t (folder text, number int, name text) returning id, name`),
  )

const many = (place: Thing['in'], count: number, from = 0, step = 1): readonly Thing[] =>
  Array.from({ length: count }, (_, index) => ({ in: place, number: from + index * step }))

const remove = (two: Two, names: readonly string[]) =>
  inOrganization(two.organizationId, (tx) =>
    tx.execute(
      sql`delete from nodes where name = any (select jsonb_array_elements_text(${JSON.stringify(names)}::jsonb))`,
    ),
  )

const lists = [
  {
    list: 'a search',
    isTrash: false,
    ask: (two: Two, user: TestUser, after?: string, size?: number) =>
      foundBy(user, two.workspaceId, { q: 'report', after }, size),
  },
  {
    list: 'the trash',
    isTrash: true,
    ask: (two: Two, user: TestUser, after?: string, size?: number) => trashOf(user, two.workspaceId, { after }, size),
  },
] as const

describe.each(lists)('[SEC-4] [PAR-1] what one may not see leaves no trace in $list', ({ isTrash, ask }) => {
  test('of 1,001 things there is neither a row nor a place to go on from', async () => {
    const two = await makeTwo()
    await plant(two, many('hidden', 1_001), isTrash)
    for (const user of [two.user, two.pia]) expect(await ask(two, user)).toEqual({ rows: [], next: null })
    await plant(two, [{ in: 'given', number: 5_000 }], isTrash)
    for (const user of [two.user, two.pia])
      expect(await ask(two, user)).toMatchObject({ rows: [{ name: 'report 05000' }], next: null })
    expect((await ask(two, two.manager)).next).not.toBeNull()
  })

  test('pages and the places between them are the same, to the letter, with others in between and without', async () => {
    const two = await makeTwo()
    await plant(two, many('given', 7, 50, 100), isTrash)
    const read = async (user: TestUser) => {
      const nexts: (string | null)[] = []
      const pages = await pagesOf(async (after) => {
        const page = await ask(two, user, after, 2)
        nexts.push(page.next)
        return page
      })
      return { pages, nexts }
    }
    const users = [two.user, two.pia] as const
    const without = [await read(users[0]), await read(users[1])]
    expect(without[0]?.pages.map((page) => page.length)).toEqual([2, 2, 2, 1])
    await plant(two, many('hidden', 1_200), isTrash)
    expect([await read(users[0]), await read(users[1])]).toEqual(without)
  })

  test('a place that is made up answers alike, whether something is there or not; an id is no place', async () => {
    const two = await makeTwo()
    await plant(two, many('given', 20, 0, 10), isTrash)
    const [secret] = await plant(two, [{ in: 'hidden', number: 95 }], isTrash)
    const secretId = secret?.id ?? ''
    const [row] = await inOrganization(two.organizationId, (tx) =>
      tx.execute<{ at: string }>(sql`select trashed_at::text as at from nodes where id = ${secretId}`),
    )
    const key = isTrash ? (row?.at ?? '') : nameOf(95)
    for (const user of [two.user, two.pia]) {
      const behind = (id: string) => ask(two, user, writeCursor([key, id]), 3)
      const there = await behind(secretId)
      expect(there.rows.map(({ name }) => name)).toEqual([100, 110, 120].map(nameOf))
      expect(await behind(crypto.randomUUID())).toEqual(there)
      expect(await ask(two, user, secretId, 3)).toEqual(await ask(two, user, undefined, 3))
    }
  })

  test('page by page each thing one may see comes once, in order, while things on either side are purged', async () => {
    const two = await makeTwo()
    const thing = fc.record({ in: fc.constantFrom('given', 'hidden'), goesBefore: fc.nat({ max: 6 }) })
    await fc.assert(
      fc.asyncProperty(
        fc.array(thing, { maxLength: 24 }),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(two.user, two.pia, two.manager),
        async (things, size, user) => {
          await plant(
            two,
            things.map((one, number) => ({ in: one.in, number })),
            isTrash,
          )
          let turn = 0
          const between = async () => {
            turn++
            await remove(
              two,
              things.flatMap((one, number) => (one.goesBefore === turn ? [nameOf(number)] : [])),
            )
          }
          const shown = (await pagesOf((after) => ask(two, user, after, size), between)).flat()
          const known = things.flatMap((one, number) =>
            one.in === 'given' || user === two.manager
              ? [{ name: nameOf(number), stays: one.goesBefore === 0 || one.goesBefore > turn }]
              : [],
          )
          expect(shown).toEqual(
            known.filter(({ name, stays }) => stays || shown.includes(name)).map(({ name }) => name),
          )
          await remove(
            two,
            things.map((_, number) => nameOf(number)),
          )
        },
      ),
      { numRuns: 30 },
    )
  })
})

test('[SEC-4] a workspace outside one’s scope has neither a search nor a trash, whatever is in it', async () => {
  const two = await makeTwo()
  await plant(two, many('given', 3))
  const other = await makeWorkspace(two.organization)
  const elsewhere = await makeUser(two.organization, { workspaceId: other.workspaceId, isWorkspaceAdmin: true })
  const nowhere = crypto.randomUUID()
  for (const id of [two.workspaceId, nowhere]) {
    expect(await listNodesFound(await actorOf(elsewhere), id, { q: 'report' })).toBeNull()
    expect(await listNodesFound(await actorOf(elsewhere), id, { q: '' })).toBeNull()
    expect(await listTrash(await actorOf(elsewhere), id, {})).toBeNull()
  }
  expect((await foundBy(two.organization.admin, two.workspaceId, { q: 'report' })).rows).toHaveLength(3)
})

test('[FIL-8] what lies below a folder in the trash stands in nobody’s way', async () => {
  const two = await makeTwo()
  await plant(two, many('hidden', 1_100))
  unwrap(await actingAs(two.manager.claim, () => trashNodes({ nodeIds: [two.hidden] })))
  await plant(two, [{ in: 'given', number: 999 }])
  const { rows, next } = await foundBy(two.manager, two.workspaceId, { q: 'report' })
  expect([rows.map(({ name }) => name), next]).toEqual([['report 00999'], null])
})
