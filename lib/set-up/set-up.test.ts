import postgres from 'postgres'
import { afterAll, describe, expect, it } from 'vitest'
import { migrate } from '../../db/migrate'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { setUpOrganization } from '../organizations/changes'
import { databaseUrls } from '../settings'
import { outcomeOf, signedInActor, signInFrom } from '../sign-in/testing/sign-in-from'
import { issueSetUpCode } from './code'
import { codeOf, tidyCode } from './code-text'

// A deployment without an organization: a database of its own on the server of the other tests.
const name = `atrium_set_up_${process.pid}`
const server = postgres(process.env.ATRIUM_TEST_ADMIN_URL ?? '', { max: 1, onnotice: () => {} })
await server.unsafe(`create database ${name}`)
process.env.DATABASE_URL = Object.assign(new URL(process.env.ATRIUM_TEST_ADMIN_URL ?? ''), {
  pathname: `/${name}`,
}).href
await migrate(databaseUrls())
const own = postgres(databaseUrls().admin, { max: 1, onnotice: () => {} })

afterAll(async () => {
  await closeDatabase()
  await own.end()
  await server.unsafe(`drop database ${name} with (force)`)
  await server.end()
})

const password = 'four quiet herons wading'

const setUp = (code: string, organizationName = 'Acme') => {
  const organizationId = crypto.randomUUID()
  const input = { code, organizationName, name: 'Ada', email: 'Ada@example.org', password }
  return actingAs({ kind: 'anonymous', organizationId }, () => setUpOrganization(input))
}

describe('[SEC-6] [WSP-1] the first organization', () => {
  it('is set up with the newest code from the console, however it is typed, and once', async () => {
    const old = await issueSetUpCode()
    const code = await issueSetUpCode()
    if (!old || !code) throw new Error('No code was issued.')
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
    for (const wrong of [old, codeOf(new Uint8Array(12)), `${code}0`, 'x'])
      expect(await setUp(wrong)).toMatchObject({ ok: false, code: 'wrong-set-up-code' })
    expect(await setUp('')).toMatchObject({ ok: false, fields: { code: 'Enter the code from the console.' } })

    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
    const results = await Promise.all(Array.from({ length: 20 }, (_, n) => setUp(typed, `Acme ${n}`)))
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    const [row] = await own`select count(*)::int as n from organizations`
    expect(row?.n).toBe(1)

    expect(await setUp(code)).toMatchObject({ ok: false, code: 'wrong-set-up-code' })
    expect(await issueSetUpCode()).toBeNull()
  })

  it('has an Organization Admin who can sign in and act in the Default Workspace', async () => {
    const [organization] = await own`select id from organizations`
    const id = String(organization?.id)
    const actor = await signedInActor(id, { email: 'ada@example.org', password })
    expect(actor).toMatchObject({ isOrganizationAdmin: true, user: { workspace: { isDefault: true } } })
    expect(await outcomeOf(signInFrom(id, { email: 'ada@example.org', password: `${password}!` }))).toBe('not-right')
  })
})

describe('[SEC-6] a code as it was meant', () => {
  it.each([
    ['7q2m-0xkd-93tv', '7Q2M-0XKD-93TV'],
    [' 7Q2M 0XKD 93TV ', '7Q2M-0XKD-93TV'],
    ['7Q2MOXKD93TV', '7Q2M-0XKD-93TV'],
    ['iLl1', '1111'],
    ['--', ''],
  ])('%s', (typed, code) => {
    expect(tidyCode(typed)).toBe(code)
  })
})
