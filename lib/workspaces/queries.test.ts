import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { writeCursor } from '../cursor'
import type { UserActor } from '../rules/actor'
import { makeOrganization, makeUser, makeWorkspace, type TestOrganization, unwrap } from '../test/factories'
import { actorOf } from '../test/look'
import { anyText } from '../test/texts'
import { createWorkspaces } from './changes'
import { ListWorkspaces } from './input'
import { findWorkspace, listWorkspaces } from './queries'

const list = (actor: UserActor, asked: Parameters<typeof ListWorkspaces.parse>[0] = {}) =>
  listWorkspaces(actor, ListWorkspaces.parse(asked))

// 120 names, some of them as long as a key can become, so that they stand at the edges of pages too.
const longest = ['🦊', 'ﷺ', '㌔', '"', '字'].flatMap((letter) =>
  Array.from({ length: 20 }, (_, at) => letter.repeat(79) + String.fromCodePoint(0x4e00 + at)),
)
const names = [...longest, ...Array.from({ length: 20 }, (_, at) => `Lab ${at}`)]

let organization: TestOrganization
let admin: UserActor
beforeAll(async () => {
  organization = await makeOrganization()
  const workspaces = names.map((name) => ({ name, description: '' }))
  const made = unwrap(await actingAs(organization.admin.claim, () => createWorkspaces({ workspaces })))
  for (const { id } of made.slice(0, 3)) await makeUser(organization, { workspaceId: id })
  admin = await actorOf(organization.admin)
})

const sorts = ['name', '-name', 'created', '-created', 'users', '-users'] as const

describe('a list of workspaces is paged by key', () => {
  test.each(sorts)('sorted by %s every workspace comes once, on the way there and on the way back', async (sort) => {
    const pages = [await list(admin, { sort })]
    for (let at = pages[0]; at?.next; at = pages.at(-1)) pages.push(await list(admin, { sort, after: at.next }))
    const codes = pages.flatMap((page) => page.rows.map((row) => row.code))
    expect(pages.map((page) => page.rows.length)).toEqual([50, 50, 21])
    expect(new Set(codes).size).toBe(names.length + 1)
    const back: string[][] = []
    for (let at = pages.at(-1); at; at = at.previous ? await list(admin, { sort, before: at.previous }) : undefined)
      back.unshift(at.rows.map((row) => row.code))
    expect(back.flat()).toEqual(codes)
  })

  test('sorted down is sorted up, turned round', async () => {
    const all = async (sort: (typeof sorts)[number]) => {
      const codes: string[] = []
      for (let after: string | undefined; ; ) {
        const page = await list(admin, { sort, after })
        codes.push(...page.rows.map((row) => row.code))
        if (!page.next) return codes
        after = page.next
      }
    }
    for (const sort of ['name', 'created', 'users'] as const)
      expect((await all(`-${sort}`)).toReversed()).toEqual(await all(sort))
  })

  test('the ends are known: no page before the first and none after the last', async () => {
    const first = await list(admin, {})
    expect(first.previous).toBeNull()
    expect(first.total).toBe(names.length + 1)
    const second = await list(admin, { after: first.next ?? '' })
    expect(second.previous).not.toBeNull()
    expect((await list(admin, { before: second.previous ?? '' })).rows).toEqual(first.rows)
  })

  test('a cursor that is none, of another sorting or made up, gives a page and throws nothing', async () => {
    const id = crypto.randomUUID()
    const first = await list(admin)
    const value = fc.oneof(
      anyText(20),
      fc.integer(),
      fc.double(),
      fc.constantFrom('infinity', '2026-01-01 00:00:00+00'),
    )
    const cursors = fc.oneof(
      value.map((at) => writeCursor([at, id])),
      fc.constant(first.next ?? ''),
      anyText(20),
    )
    await fc.assert(
      fc.asyncProperty(
        cursors,
        fc.constantFrom(...sorts),
        fc.constantFrom('after', 'before'),
        async (cursor, sort, way) => {
          const page = await list(admin, { sort, [way]: cursor })
          expect(page.rows.length).toBeLessThanOrEqual(50)
        },
      ),
    )
  })
})

describe('searching', () => {
  test.each([
    ['part of a name', 'ab 1', 11],
    ['in other letters', 'ＬＡＢ　1', 11],
    ['what LIKE would take for anything', '%', 0],
    ['nothing visible', '\u200b', 50],
    ['nobody', 'nobody', 0],
    ['a quotation mark', '"', 20],
  ])('%s', async (_, q, found) => {
    expect((await list(admin, { q })).rows).toHaveLength(found)
  })
  test('part of a workspace ID', async () => {
    const [first] = (await list(admin)).rows
    const rows = (await list(admin, { q: first?.code.slice(3) ?? '' })).rows
    expect(rows.map((row) => row.code)).toContain(first?.code)
  })
  test('whatever is typed, nothing is thrown', async () => {
    await fc.assert(
      fc.asyncProperty(anyText(30), async (q) => {
        expect((await list(admin, { q })).rows.length).toBeLessThanOrEqual(50)
      }),
    )
  })
})

describe('[WSP-2] what exists for whom', () => {
  test('a Workspace Admin and a user see their own workspace alone, and what they may not do with it', async () => {
    const { workspaceId, code } = await makeWorkspace(organization)
    const foreign = (await list(admin)).rows.find((row) => row.code !== code)
    for (const isWorkspaceAdmin of [false, true]) {
      const actor = await actorOf(await makeUser(organization, { workspaceId, isWorkspaceAdmin }))
      const { rows, total, next } = await list(actor)
      expect(rows.map((row) => row.code)).toEqual([code])
      expect([total, next]).toEqual([null, null])
      expect(rows[0]?.mayDelete).toMatchObject({ code: 'not-organization-admin' })
      expect(rows[0]?.mayEdit).toMatchObject({ code: 'not-organization-admin' })
      expect(await findWorkspace(actor, code)).toMatchObject({ id: workspaceId })
      expect(await findWorkspace(actor, foreign?.code ?? '')).toBeNull()
    }
  })
  test('[SEC-4] a workspace ID that is none is not found', async () => {
    for (const code of ['', '00-0000000', "'", '\ud800', '../..', '04-8473942 ', '\0'])
      expect(await findWorkspace(admin, code)).toBeNull()
  })
})
