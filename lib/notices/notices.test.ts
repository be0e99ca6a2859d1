import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { actingAs, type Claim } from '../call'
import { type Change, change } from '../change'
import { Probe, probed } from '../change/testing/probe'
import { writeCursor } from '../cursor'
import { setRoles } from '../delegation/changes'
import { readKeptMail } from '../mail/kept'
import { allowed } from '../rules/verdict'
import { makeOrganization, makeUser, makeWorkspace, systemOf, type TestUser, unwrap } from '../test/factories'
import { actorOf, asDatabaseAdmin, inOrganization } from '../test/look'
import { inRounds } from '../test/race'
import { anyText } from '../test/texts'
import { readAllNotices, readNotice } from './changes'
import { ListNotices } from './input'
import { listNotices } from './queries'
import { noticeTasks } from './tasks'
import { allTold, waiting } from './testing/told'
import { type Notice, tell } from './writes'

vi.setConfig({ testTimeout: 120_000 })

const noticeTo = (accountId: string, more: Partial<Notice> = {}): Notice => ({
  accountId,
  event: 'probe',
  workspaceId: null,
  title: 'Something changed',
  body: 'It was changed.',
  path: '/profile',
  ...more,
})

/** A change that tells, and then does what a test wants. */
const telling = (told: readonly Notice[], then: (context: Change) => Promise<unknown> = async () => null) =>
  change(Probe, async (context) => {
    context.permit(allowed)
    context.audit('probe', probed)
    await tell(context.tx, context.actor, told)
    await then(context)
  })

const run = (claim: Claim, probing: ReturnType<typeof telling>) => actingAs(claim, () => probing({ key: 'x' }))

const list = async (user: TestUser, asked: Parameters<typeof ListNotices.parse>[0] = {}) =>
  listNotices(await actorOf(user), ListNotices.parse(asked))

const notFound = { ok: false, code: 'not-found', reason: expect.any(String) }

/** So many notices of one person, of one moment each thousand. */
const fill = (user: TestUser, count: number) =>
  inOrganization(user.organizationId, (tx) =>
    tx.execute(sql`insert into notices (organization_id, id, account_id, event, title, body, at)
      select ${user.organizationId}, gen_random_uuid(), ${user.accountId}, 'probe', 'Notice ' || n, 'Body', now() - (n / 7) * interval '1 minute'
      from generate_series(1, ${count}::int) n`),
  )

describe('[USR-3] telling', () => {
  test('[USR-3] is one notice and one mail, which says where it leads', async () => {
    const organization = await makeOrganization()
    const { organizationId, admin } = organization
    const lin = await makeUser(organization, { name: 'Lin' })
    unwrap(await run(admin.claim, telling([noticeTo(lin.accountId), noticeTo(admin.accountId)])))
    const all = await allTold(organizationId)
    expect(all.map((row) => row.accountId)).toEqual([lin.accountId])
    const waits = await waiting(all.map((row) => row.id))
    expect(waits).toHaveLength(1)
    await noticeTasks['notice.send'](waits[0])
    const mails = await readKeptMail(organizationId, 10)
    expect(mails).toMatchObject([{ to: lin.email, subject: 'Something changed' }])
    expect(mails[0]?.text).toMatch(/^Hello Lin,\n\nIt was changed\.\n\nOpen it in Atrium: http\S+\/profile\n$/)
  })

  test('[USR-3] who acts is told what others decided, and nothing is mailed twice', async () => {
    const { organizationId, admin } = await makeOrganization()
    const own = noticeTo(admin.accountId, { isOfOthers: true, isMailed: true })
    unwrap(await run(admin.claim, telling([own])))
    const all = await allTold(organizationId)
    expect(all).toHaveLength(1)
    expect(await waiting(all.map((row) => row.id))).toEqual([])
  })

  test('[USR-3] a change that is rolled back has told nobody, and mails nothing', async () => {
    const organization = await makeOrganization()
    const lin = await makeUser(organization)
    let ids: readonly string[] = []
    const failing = telling([noticeTo(lin.accountId)], async ({ tx }) => {
      const rows = await tx.execute<{ id: string }>(sql`select id from notices where account_id = ${lin.accountId}`)
      ids = rows.map((row) => row.id)
      throw new Error('Half-way')
    })
    await expect(run(organization.admin.claim, failing)).rejects.toThrow('Half-way')
    expect(ids).toHaveLength(1)
    expect(await allTold(organization.organizationId)).toEqual([])
    expect(await waiting(ids)).toEqual([])
  })

  test('[USR-3] five thousand at once are told and mailed each once', async () => {
    const organization = await makeOrganization()
    const lin = await makeUser(organization)
    const many = Array.from({ length: 5_000 }, () => noticeTo(lin.accountId))
    unwrap(await run(organization.admin.claim, telling(many)))
    const all = await allTold(organization.organizationId)
    expect(all).toHaveLength(5_000)
    expect(await waiting(all.map((row) => row.id))).toHaveLength(5_000)
    await asDatabaseAdmin(
      (admin) => admin`delete from graphile_worker._private_jobs where key like 'notice:%'
      and payload ->> 'organizationId' = ${organization.organizationId}`,
    )
  })
})

describe('[USR-3] a person’s notices', () => {
  test('[USR-3] are theirs whichever of their users acts, and nobody else finds them', async () => {
    const organization = await makeOrganization()
    const { workspaceId } = await makeWorkspace(organization)
    const lin = await makeUser(organization)
    const away = await makeUser(organization, { email: lin.email, workspaceId })
    const kai = await makeUser(organization)
    unwrap(await run(organization.admin.claim, telling([noticeTo(lin.accountId)])))
    const [row] = (await list(lin)).rows
    expect(row).toMatchObject({
      title: 'Something changed',
      path: '/profile',
      isRead: false,
      at: expect.stringMatching(/Z$/),
    })
    expect((await list(away)).rows).toEqual([row])
    expect([await actorOf(lin), await actorOf(away)]).toMatchObject([{ unreadNotices: 1 }, { unreadNotices: 1 }])
    const noticeId = row?.id ?? ''
    for (const { claim } of [kai, organization.admin, { claim: systemOf(organization) }]) {
      expect(await actingAs(claim, () => readNotice({ noticeId }))).toEqual(notFound)
      expect(await actingAs(claim, () => readAllNotices({ newestId: noticeId }))).toEqual(notFound)
    }
    for (const other of [kai, organization.admin]) expect((await list(other)).rows).toEqual([])
    expect((await list(lin)).rows[0]?.isRead).toBe(false)
    unwrap(await actingAs(away.claim, () => readNotice({ noticeId })))
    expect((await list(lin)).rows[0]?.isRead).toBe(true)
  })

  test('[USR-3] read one by one keep the moment of the first time', async () => {
    const organization = await makeOrganization()
    const lin = await makeUser(organization)
    unwrap(await run(organization.admin.claim, telling([noticeTo(lin.accountId), noticeTo(lin.accountId)])))
    const [first] = (await list(lin)).rows
    const read = () => actingAs(lin.claim, () => readNotice({ noticeId: first?.id ?? '' }))
    unwrap(await read())
    const before = await allTold(organization.organizationId)
    unwrap(await read())
    expect(await allTold(organization.organizationId)).toEqual(before)
    expect((await list(lin, { state: 'unread' })).rows).toHaveLength(1)
    expect((await actorOf(lin)).unreadNotices).toBe(1)
  })

  test('[USR-3] read all at once: those shown; one that came meanwhile stays, and with none left it is refused', async () => {
    const organization = await makeOrganization()
    const lin = await makeUser(organization)
    const more = () => run(organization.admin.claim, telling([noticeTo(lin.accountId), noticeTo(lin.accountId)]))
    unwrap(await more())
    const { newestId, mayReadAll } = await list(lin)
    expect(mayReadAll).toEqual({ ok: true })
    unwrap(await more())
    const readAll = () => actingAs(lin.claim, () => readAllNotices({ newestId: newestId ?? '' }))
    expect(unwrap(await readAll())).toEqual({ read: 2 })
    expect((await list(lin)).rows.map((row) => row.isRead)).toEqual([false, false, true, true])
    expect(await readAll()).toMatchObject({ code: 'all-read' })
    expect((await list(lin)).mayReadAll).toEqual({ ok: true })
  })

  test('[USR-3] come once, page by page, there and back, newest first, of one moment too', async () => {
    const lin = await makeUser(await makeOrganization())
    await fill(lin, 120)
    const pages = [await list(lin)]
    for (let at = pages[0]; at?.next; at = pages.at(-1)) pages.push(await list(lin, { after: at.next }))
    const ids = pages.flatMap((page) => page.rows.map((row) => row.id))
    expect(pages.map((page) => page.rows.length)).toEqual([50, 50, 20])
    expect(new Set(ids).size).toBe(120)
    expect(new Set(pages.map((page) => page.newestId))).toEqual(new Set([ids[0]]))
    const times = pages.flatMap((page) => page.rows.map((row) => row.at))
    expect(times).toEqual(times.toSorted().toReversed())
    const back: string[][] = []
    for (let at = pages.at(-1); at; at = at.previous ? await list(lin, { before: at.previous }) : undefined)
      back.unshift(at.rows.map((row) => row.id))
    expect(back.flat()).toEqual(ids)
    expect((await actorOf(lin)).unreadNotices).toBe(100)
  })

  test('[USR-3] whatever the address says, nothing is thrown', async () => {
    const actor = await actorOf((await makeOrganization()).admin)
    const cursor = fc.oneof(
      anyText(20),
      anyText(20).map((at) => writeCursor([at, crypto.randomUUID()])),
    )
    await fc.assert(
      fc.asyncProperty(cursor, fc.constantFrom('after', 'before'), async (at, way) => {
        expect((await listNotices(actor, ListNotices.parse({ [way]: at }))).rows).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

test('[USR-3] none is marked as read that was not there to be seen, whoever tells at the same time', async () => {
  const organization = await makeOrganization()
  const tally = await inRounds(
    25,
    async () => {
      const lin = await makeUser(organization)
      const seen = new Set<string>()
      let isOver = false
      // A change that took longer than one begun after it would tell of an earlier moment, later.
      const slowly = telling([noticeTo(lin.accountId)], ({ tx }) => tx.execute(sql`select pg_sleep(random() * 0.01)`))
      const teller = async () => {
        for (let told = 0; told < 5; told++) unwrap(await run(organization.admin.claim, slowly))
      }
      const reader = async () => {
        while (!isOver) {
          const { rows, newestId } = await list(lin, { state: 'unread' })
          for (const row of rows) seen.add(row.id)
          if (newestId && rows.length > 0) await actingAs(lin.claim, () => readAllNotices({ newestId }))
        }
      }
      const reading = reader()
      await Promise.all([teller(), teller(), teller()])
      isOver = true
      await reading
      const read = (await list(lin)).rows.filter((row) => row.isRead)
      return read.every((row) => seen.has(row.id)) ? 'seen' : 'unseen'
    },
    2,
  )
  expect(tally).toEqual({ seen: 25 })
})

test('[USR-3] marking one and marking all at once leave each read once', async () => {
  const organization = await makeOrganization()
  const tally = await inRounds(40, async () => {
    const lin = await makeUser(organization)
    unwrap(await run(organization.admin.claim, telling([noticeTo(lin.accountId), noticeTo(lin.accountId)])))
    const { rows, newestId } = await list(lin)
    await Promise.all([
      actingAs(lin.claim, () => readNotice({ noticeId: rows[1]?.id ?? '' })),
      actingAs(lin.claim, () => readAllNotices({ newestId: newestId ?? '' })),
    ])
    return (await list(lin)).rows.map((row) => row.isRead).join()
  })
  expect(tally).toEqual({ 'true,true': 40 })
})

test('[USR-3] a role of many at once is told to each', async () => {
  const organization = await makeOrganization()
  const people = await Promise.all(Array.from({ length: 5 }, () => makeUser(organization)))
  const chosen = { userIds: people.map((user) => user.userId) }
  const give = { chosen, role: 'workspace-admin', isGranted: true } as const
  unwrap(await actingAs(organization.admin.claim, () => setRoles(give)))
  const told = (await allTold(organization.organizationId)).map((row) => row.accountId)
  expect(told.toSorted()).toEqual(people.map((user) => user.accountId).toSorted())
})
