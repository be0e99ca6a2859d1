import { afterAll, describe, expect, it } from 'vitest'
import { closeDatabase } from '../database/client'
import { makeOrganization, makeUser, makeWorkspace, type TestOrganization } from '../test/factories'
import { actorOf, asDatabaseAdmin } from '../test/look'
import { listActivity } from './activity'
import { listActivityEvents, listActivityPeople, listAuditEvents, listAuditPeople } from './choices'
import type { ListLogInput } from './input'
import { findAuditRecord, listAudit } from './queries'
import { noted } from './testing/noted'

afterAll(closeDatabase)

const all: ListLogInput = { q: '' }
const labels = (page: { rows: readonly { target: { label: string } | null }[] }) =>
  page.rows.map((row) => row.target?.label)

/** An organization with the workspaces Aero and Crash, each with an admin, and a note in each and in neither. */
async function makeAero() {
  const organization = await makeOrganization({ name: 'Ada Fennwick' })
  const [aero, crash] = [await makeWorkspace(organization, 'Aero'), await makeWorkspace(organization, 'Crash')]
  const aeroAdmin = await makeUser(organization, {
    workspaceId: aero.workspaceId,
    name: 'Bo Aero',
    isWorkspaceAdmin: true,
  })
  const named = (w: typeof aero) => ({ id: w.workspaceId, code: w.code, name: w.name })
  return { organization, aero: named(aero), crash: named(crash), aeroAdmin }
}

async function makeNotes(organization: TestOrganization, count: number, prefix = 'Note') {
  for (let index = 1; index <= count; index++) await noted(organization.admin.claim, `${prefix} ${index}`)
}

describe('[SEC-7] each workspace has its own log:', () => {
  it('an Organization Admin reads all, a Workspace Admin the records of their workspace, a user none', async () => {
    const { organization, aero, crash, aeroAdmin } = await makeAero()
    for (const isActivity of [false, true]) {
      await noted(organization.admin.claim, 'in aero', { workspace: aero, isActivity })
      await noted(organization.admin.claim, 'in crash', { workspace: crash, isActivity })
      await noted(organization.admin.claim, 'in neither', { isActivity })
    }
    const user = await actorOf(await makeUser(organization, { workspaceId: aero.id }))
    const [whole, part] = [await actorOf(organization.admin), await actorOf(aeroAdmin)]
    const note = { ...all, q: 'in ' }

    expect(labels(await listAudit(whole, note))).toEqual(['in neither', 'in crash', 'in aero'])
    expect(labels(await listAudit(whole, { ...note, workspaceId: crash.id }))).toEqual(['in crash'])
    expect(labels(await listAudit(part, note))).toEqual(['in aero'])
    expect(labels(await listAudit(part, { ...note, workspaceId: crash.id }))).toEqual([])
    expect((await listAudit(user, all)).rows).toEqual([])
    expect((await listActivity(whole, note)).rows.map((row) => row.what)).toEqual(['in neither', 'in crash', 'in aero'])
    expect((await listActivity(part, note)).rows.map((row) => row.what)).toEqual(['in aero'])
    expect((await listActivity(part, { ...note, workspaceId: crash.id })).rows).toEqual([])
    expect((await listActivity(user, all)).rows).toEqual([])
    expect(await listAuditEvents(user)).toEqual([])
    expect(await listActivityPeople(user)).toEqual([])
  })

  it('a record outside the scope is not found, by its number neither', async () => {
    const { organization, aero, crash, aeroAdmin } = await makeAero()
    await noted(organization.admin.claim, 'in crash', { workspace: crash })
    const [whole, part] = [await actorOf(organization.admin), await actorOf(aeroAdmin)]
    const seq = (await listAudit(whole, { ...all, q: 'in crash' })).rows[0]?.seq ?? 0
    expect(await findAuditRecord(whole, seq)).toMatchObject({ target: { label: 'in crash' } })
    expect(await findAuditRecord(whole, seq, aero.id)).toBeNull()
    expect(await findAuditRecord(part, seq)).toBeNull()
    expect(await findAuditRecord(part, 99)).toBeNull()
  })

  it('names from another workspace are withheld from who cannot see it', async () => {
    const { organization, aero, crash, aeroAdmin } = await makeAero()
    await noted(organization.admin.claim, 'Bo', {
      workspace: aero,
      event: 'user.moved',
      target: { kind: 'workspace', id: crash.id, label: crash.name },
      before: { workspaces: [crash, aero], name: 'Bo' },
      after: { deep: { home: crash } },
    })
    const [whole, part] = [await actorOf(organization.admin), await actorOf(aeroAdmin)]
    const asked = { ...all, event: 'user.moved' }
    const [open] = (await listAudit(whole, asked)).rows
    const [kept] = (await listAudit(part, asked)).rows
    expect(open?.actingAs.workspace).toMatchObject({ name: 'Default' })
    expect(kept?.actingAs.workspace).toBe('withheld')
    expect(kept?.who?.name).toBe('Ada Fennwick')
    expect(kept?.workspace).toEqual({ code: aero.code, name: 'Aero' })
    expect(kept?.target?.label).toBe('another workspace')
    expect(JSON.stringify(open)).toContain(crash.code)
    expect(JSON.stringify(kept)).not.toMatch(new RegExp(`Crash|Default|${crash.code}`))
    expect(kept?.values[0]).toMatchObject({ field: 'workspaces', isChanged: true })
  })
})

describe('[SEC-2] the log is read', () => {
  it('newest first in pages, on and back, without a gap or a repeat', async () => {
    const organization = await makeOrganization()
    await makeNotes(organization, 8)
    const actor = await actorOf(organization.admin)
    const one = await listAudit(actor, all, 4)
    const two = await listAudit(actor, { ...all, after: one.next ?? 0 }, 4)
    const three = await listAudit(actor, { ...all, after: two.next ?? 0 }, 4)
    expect([one, two, three].map((page) => page.rows.map((row) => row.seq))).toEqual([
      [10, 9, 8, 7],
      [6, 5, 4, 3],
      [2, 1],
    ])
    expect([one.previous, one.next, three.next]).toEqual([null, 7, null])
    const back = await listAudit(actor, { ...all, before: three.previous ?? 0 }, 4)
    expect(back).toEqual(two)
    expect(await listAudit(actor, { ...all, before: back.previous ?? 0 }, 4)).toEqual(one)
    expect((await listAudit(actor, { ...all, after: 1 })).rows).toEqual([])
  })

  it.each(['Ünïcode %_\\ Näme', 'ünïcode %_\\', '%_\\', 'näme', 'NÄME', 'ää1'.normalize('NFD')])(
    'by what stands anywhere in it, taken as it is typed: %s',
    async (q) => {
      const organization = await makeOrganization()
      await noted(organization.admin.claim, 'Ünïcode %_\\ Näme ää1')
      await noted(organization.admin.claim, 'Another xx thing yy ABC')
      const actor = await actorOf(organization.admin)
      expect(labels(await listAudit(actor, { ...all, q }))).toEqual(['Ünïcode %_\\ Näme ää1'])
    },
  )

  it('by the beginning of a word when one or two characters are typed', async () => {
    const organization = await makeOrganization()
    await noted(organization.admin.claim, 'Quartz')
    await noted(organization.admin.claim, 'Aqua')
    const actor = await actorOf(organization.admin)
    expect(labels(await listAudit(actor, { ...all, q: 'qu' }))).toEqual(['Quartz'])
    expect(labels(await listAudit(actor, { ...all, q: 'qua' }))).toEqual(['Aqua', 'Quartz'])
  })

  it('by person, event and day, all at once', async () => {
    const { organization, aeroAdmin, aero } = await makeAero()
    await noted(aeroAdmin.claim, 'hers', { workspace: aero, event: 'note.kept' })
    await noted(organization.admin.claim, 'his', { workspace: aero, event: 'note.kept' })
    const actor = await actorOf(organization.admin)
    const asked = { ...all, who: aeroAdmin.accountId, event: 'note.kept', q: 'hers' }
    const today = new Date().toISOString().slice(0, 10)
    expect(labels(await listAudit(actor, asked))).toEqual(['hers'])
    expect(labels(await listAudit(actor, { ...asked, from: today, to: today }))).toEqual(['hers'])
    expect(labels(await listAudit(actor, { ...asked, from: '2999-01-01' }))).toEqual([])
    expect(labels(await listAudit(actor, { ...asked, to: '2000-01-01' }))).toEqual([])
    expect(labels(await listAudit(actor, { ...asked, q: '', who: organization.admin.accountId }))).toEqual(['his'])
  })

  it('by day also where records were stamped in another order than they were numbered', async () => {
    const organization = await makeOrganization()
    await makeNotes(organization, 6)
    const times = ['2026-03-02T00:45:00Z', '2026-03-02T00:30:00Z', '2026-03-01T23:50:00Z', '2026-03-02T23:59:59.999Z']
    await asDatabaseAdmin(async (admin) => {
      for (const [index, at] of [...times, '2026-03-03T00:10:00Z', '2026-03-02T23:30:00Z'].entries())
        await admin`update audit_records set at = ${at}
          where organization_id = ${organization.organizationId} and seq = ${index + 3}`
    })
    const actor = await actorOf(organization.admin)
    const day = { ...all, from: '2026-03-02', to: '2026-03-02' }
    expect((await listAudit(actor, day)).rows.map((row) => row.seq)).toEqual([8, 6, 4, 3])
    expect((await listAudit(actor, { ...day, q: 'note' })).rows.map((row) => row.seq)).toEqual([8, 6, 4, 3])
    expect((await listAudit(actor, { ...day, before: 4 })).rows.map((row) => row.seq)).toEqual([8, 6])
  })

  it('and finds rare words far back, in both directions', async () => {
    const organization = await makeOrganization()
    await asDatabaseAdmin(
      (
        admin,
      ) => admin`insert into audit_records (organization_id, seq, at, event, search_text, body, previous_hash, hash)
        select ${organization.organizationId}, n, now(), 'note.made',
          case when n % 2500 = 7 then 'needle ' || n when n < 4000 then 'old hay' else 'hay' end, '{}', '', ''
        from generate_series(3, 12000) n`,
    )
    const actor = await actorOf(organization.admin)
    const seqs = async (asked: Partial<ListLogInput>, size = 50) =>
      (await listAudit(actor, { ...all, ...asked }, size)).rows.map((row) => row.seq)
    expect(await seqs({ q: 'needle' })).toEqual([10_007, 7_507, 5_007, 2_507, 7])
    expect(await seqs({ q: 'needle', after: 7_507 }, 2)).toEqual([5_007, 2_507])
    expect(await seqs({ q: 'needle', before: 2_507 }, 2)).toEqual([7_507, 5_007])
    expect(await seqs({ q: 'needle', before: 7 }, 2)).toEqual([5_007, 2_507])
    expect(await seqs({ q: 'old hay' }, 2)).toEqual([3_999, 3_998])
  })

  it('also where somebody has been at a text, instead of failing', async () => {
    const organization = await makeOrganization()
    await asDatabaseAdmin(
      (admin) =>
        admin`update audit_records set body = '{"at":1}' where organization_id = ${organization.organizationId}`,
    )
    const { rows } = await listAudit(await actorOf(organization.admin), all)
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({ what: 'user.added', isReadable: false, who: null })
  })
})

describe('[SEC-7] a filter offers', () => {
  it('the people and events of the scope, each once, as they were called last', async () => {
    const { organization, aero, crash, aeroAdmin } = await makeAero()
    await noted(aeroAdmin.claim, 'hers', { workspace: aero, event: 'note.kept' })
    await noted(organization.admin.claim, 'his', { workspace: aero })
    await noted(organization.admin.claim, 'other', { workspace: crash, event: 'note.other' })
    await noted(aeroAdmin.claim, 'hers', { workspace: aero, isActivity: true })
    const cy = await makeUser(organization, { workspaceId: crash.id, name: 'Cy Crash', isWorkspaceAdmin: true })
    await noted(cy.claim, 'theirs', { workspace: crash, event: 'note.other' })
    const [whole, part] = [await actorOf(organization.admin), await actorOf(aeroAdmin)]
    const names = (people: readonly { name: string }[]) => people.map((person) => person.name)
    expect(names(await listAuditPeople(whole))).toEqual(['Ada Fennwick', 'Bo Aero', 'Cy Crash'])
    expect(names(await listAuditPeople(whole, crash.id))).toEqual(['Ada Fennwick', 'Cy Crash'])
    expect(names(await listAuditPeople(part))).toEqual(['Ada Fennwick', 'Bo Aero'])
    expect(await listAuditEvents(part)).toEqual(['note.kept', 'note.made', 'user.added', 'workspace.created'])
    expect(await listAuditEvents(part, crash.id)).toEqual([])
    expect(await listAuditEvents(whole, crash.id)).toEqual(['note.other', 'user.added', 'workspace.created'])
    expect(await listActivityPeople(whole)).toEqual([
      { id: aeroAdmin.accountId, name: 'Bo Aero', email: aeroAdmin.email },
    ])
    expect(await listActivityEvents(whole)).toEqual(['note.made'])
    await noted(organization.admin.claim, 'elsewhere', { workspace: crash, event: 'note.other', isActivity: true })
    expect(names(await listActivityPeople(whole))).toEqual(['Ada Fennwick', 'Bo Aero'])
    expect(names(await listActivityPeople(part))).toEqual(['Bo Aero'])
    expect(await listActivityEvents(whole)).toEqual(['note.made', 'note.other'])
    expect(await listActivityEvents(part)).toEqual(['note.made'])
  })
})
