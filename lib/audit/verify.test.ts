import { createHash } from 'node:crypto'
import type postgres from 'postgres'
import { afterAll, describe, expect, it } from 'vitest'
import { closeDatabase } from '../database/client'
import { makeOrganization, makeUser } from '../test/factories'
import { actorOf, asDatabaseAdmin } from '../test/look'
import { noted } from './testing/noted'
import { isSearchTextOf } from './verify'
import { verifyOwnChain } from './verify-own'

afterAll(closeDatabase)

/** An organization with eight records, the last five of them notes. */
async function makeChain() {
  const organization = await makeOrganization()
  await makeUser(organization, { name: 'Ægir Ößler İ' })
  for (const label of ['a', 'b', 'c', 'd', 'e']) await noted(organization.admin.claim, `Note ${label}`)
  const actor = await actorOf(organization.admin)
  return { actor, id: organization.organizationId }
}

const sealed = (previous: string, seq: number, body: string) =>
  createHash('sha256').update(`${previous} ${seq} ${body}`).digest('hex')

type Tamper = (admin: postgres.Sql, id: string) => Promise<unknown>

const setOn = (seq: number, column: string, value: string): [string, Tamper] => [
  column,
  (admin, id) =>
    admin.unsafe(`update audit_records set ${column} = ${value} where organization_id = $1 and seq = ${seq}`, [id]),
]

describe('[SEC-2] the log can be checked for gaps and edits:', () => {
  it('a chain that nobody touched is unbroken', async () => {
    const { actor } = await makeChain()
    expect(await verifyOwnChain(actor)).toEqual({ records: 8, firstBad: null })
  })

  it('by an Organization Admin: nobody else reads all of it', async () => {
    const organization = await makeOrganization()
    const admin = await makeUser(organization, { isWorkspaceAdmin: true })
    expect(await verifyOwnChain(await actorOf(admin))).toBeNull()
  })

  it.each([
    setOn(5, 'at', "at + interval '1 microsecond'"),
    setOn(5, 'event', "'note.unmade'"),
    setOn(5, 'account_id', 'null'),
    setOn(5, 'account_id', 'gen_random_uuid()'),
    setOn(5, 'workspace_id', 'gen_random_uuid()'),
    setOn(5, 'search_text', "search_text || 's'"),
    setOn(5, 'search_text', 'upper(search_text)'),
    setOn(5, 'body', "replace(body, 'Note', 'Vote')"),
    setOn(5, 'body', "body || ' '"),
    setOn(5, 'body', "''"),
    setOn(5, 'previous_hash', "repeat('0', 64)"),
    setOn(5, 'hash', "repeat('0', 64)"),
  ])('a changed %s', async (_, tamper) => {
    const { actor, id } = await makeChain()
    await asDatabaseAdmin((admin) => tamper(admin, id))
    const { firstBad, records } = (await verifyOwnChain(actor)) ?? {}
    expect(firstBad?.seq).toBe(5)
    expect(records).toBe(4)
  })

  it.each<[string, number, string, Tamper]>([
    [
      'a record deleted in the middle',
      5,
      'it is missing',
      (admin, id) => admin`delete from audit_records where organization_id = ${id} and seq = 5`,
    ],
    [
      'the first record deleted',
      1,
      'it is missing',
      (admin, id) => admin`delete from audit_records where organization_id = ${id} and seq = 1`,
    ],
    [
      'the last record deleted',
      8,
      'it is missing',
      (admin, id) => admin`delete from audit_records where organization_id = ${id} and seq = 8`,
    ],
    [
      'the tail deleted',
      6,
      'it and all up to 8 are missing',
      (admin, id) => admin`delete from audit_records where organization_id = ${id} and seq > 5`,
    ],
    [
      'all of it deleted',
      1,
      'it and all up to 8 are missing',
      (admin, id) => admin`delete from audit_records where organization_id = ${id}`,
    ],
    [
      'all of it deleted, its end too',
      1,
      'the end of the chain is missing',
      async (admin, id) => {
        await admin`delete from audit_records where organization_id = ${id}`
        await admin`delete from audit_heads where organization_id = ${id}`
      },
    ],
    [
      'two records that changed places',
      5,
      'it does not follow the record before it',
      async (admin, id) => {
        const move = (from: number, to: number) =>
          admin`update audit_records set seq = ${to} where organization_id = ${id} and seq = ${from}`
        await move(5, 99)
        await move(6, 5)
        await move(99, 6)
      },
    ],
    [
      'a record put in between',
      6,
      'its text, number or hash was changed',
      async (admin, id) => {
        await admin`update audit_records set seq = -seq - 1 where organization_id = ${id} and seq > 5`
        await admin`update audit_records set seq = -seq where organization_id = ${id} and seq < 0`
        await admin`insert into audit_records select organization_id, 6, at, event, account_id, workspace_id, search_text,
          body, hash, repeat('1', 64) from audit_records where organization_id = ${id} and seq = 5`
      },
    ],
    [
      'a record put at the end, sealed as it should be',
      9,
      'it was added after the end of the chain',
      async (admin, id) => {
        const [last] = await admin`select * from audit_records where organization_id = ${id} and seq = 8`
        const hash = sealed(last?.hash, 9, last?.body)
        await admin`insert into audit_records select organization_id, 9, at, event, account_id, workspace_id,
          search_text, body, hash, ${hash} from audit_records where organization_id = ${id} and seq = 8`
      },
    ],
    [
      'a record before the first',
      1,
      'it stands twice',
      (admin, id) => admin`insert into audit_records select organization_id, 0, at, event, account_id, workspace_id,
        search_text, body, previous_hash, hash from audit_records where organization_id = ${id} and seq = 1`,
    ],
    [
      'a text written again, with its own hash',
      5,
      'it was written again: the record after it seals another one',
      async (admin, id) => {
        const [old] = await admin`select * from audit_records where organization_id = ${id} and seq = 5`
        const body = String(old?.body).replaceAll('Note', 'Vote')
        await admin`update audit_records set body = ${body}, hash = ${sealed(old?.previous_hash, 5, body)},
          search_text = replace(search_text, 'note b', 'vote b') where organization_id = ${id} and seq = 5`
      },
    ],
    [
      'the last text written again, with its own hash',
      8,
      'it is not the one the end of the chain seals',
      async (admin, id) => {
        const [old] = await admin`select * from audit_records where organization_id = ${id} and seq = 8`
        const body = String(old?.body).replaceAll('Note', 'Vote')
        await admin`update audit_records set body = ${body}, hash = ${sealed(old?.previous_hash, 8, body)},
          search_text = replace(search_text, 'note e', 'vote e') where organization_id = ${id} and seq = 8`
      },
    ],
    [
      'the end moved back',
      8,
      'it was added after the end of the chain',
      (admin, id) => admin`update audit_heads set seq = 7, hash = (select hash from audit_records
        where organization_id = ${id} and seq = 7) where organization_id = ${id}`,
    ],
    [
      'the hash at the end changed',
      8,
      'it is not the one the end of the chain seals',
      (admin, id) => admin`update audit_heads set hash = repeat('0', 64) where organization_id = ${id}`,
    ],
  ])('%s', async (_, seq, reason, tamper) => {
    const { actor, id } = await makeChain()
    await asDatabaseAdmin((admin) => tamper(admin, id))
    expect((await verifyOwnChain(actor))?.firstBad).toEqual({ seq, reason })
  })

  it('words for search compare as every letter is lowered by the database', async () => {
    const letters: string[] = []
    for (let code = 1; code <= 0x1_ff_ff; code++)
      if (code < 0xd8_00 || code > 0xdf_ff) letters.push(String.fromCodePoint(code))
    const lowered = await asDatabaseAdmin(
      (admin) =>
        admin<
          { text: string }[]
        >`select lower(x) as text from unnest(${letters}::text[]) with ordinality t(x, n) order by n`,
    )
    const differing = letters.filter((letter, index) => !isSearchTextOf(lowered[index]?.text ?? '', letter))
    expect(differing).toEqual([])
    expect(letters.filter((letter, index) => lowered[index]?.text !== letter.toLowerCase()).length).toBeGreaterThan(0)
  })
})
