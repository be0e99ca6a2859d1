import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeDatabase } from '../database/client'
import { makeOrganization, makeUser } from '../test/factories'
import { asDatabaseAdmin } from '../test/look'
import { withAccount } from './device'
import { activityOf, outcomeOf, right, signInFrom, wrong } from './testing/sign-in-from'

const checks = vi.hoisted(() => ({ count: 0 }))
vi.mock('../passwords/hash', async (original) => {
  const real = await original<typeof import('../passwords/hash')>()
  const isPassword = (...of: Parameters<typeof real.isPassword>) => {
    checks.count += 1
    return real.isPassword(...of)
  }
  return { ...real, isPassword }
})

beforeEach(() => {
  checks.count = 0
})
afterAll(closeDatabase)

const email = 'ada@example.org'

async function makeAda() {
  const organization = await makeOrganization()
  const { accountId } = await makeUser(organization, { email, password: right })
  return { id: organization.organizationId, accountId }
}

const many = (count: number, attempt: (index: number) => ReturnType<typeof signInFrom>) =>
  Promise.all(Array.from({ length: count }, (_, index) => outcomeOf(attempt(index))))
const countOf = (outcomes: readonly string[], wanted: string) => outcomes.filter((one) => one === wanted).length

describe('[SEC-5] guessing a password is slowed down:', () => {
  it('five failures from one address, then it waits, also with the right password', async () => {
    const { id } = await makeAda()
    for (let tries = 0; tries < 5; tries++)
      expect(await outcomeOf(signInFrom(id, { email, password: wrong }))).toBe('not-right')
    const result = await signInFrom(id, { email })
    expect(result).toMatchObject({
      value: { session: null, refusal: { reason: 'Too many tries that were not right. Try again in 15 minutes.' } },
    })
    expect(checks.count).toBe(5)
    expect(await outcomeOf(signInFrom(id, { email, address: '192.0.2.2' }))).toBe('ok')
  })

  it('a window that has passed counts no more', async () => {
    const { id } = await makeAda()
    await many(6, () => signInFrom(id, { email, password: wrong }))
    await asDatabaseAdmin(
      (db) => db`update throttles set window_ends_at = now() - interval '1 second' where organization_id = ${id}`,
    )
    expect(await outcomeOf(signInFrom(id, { email }))).toBe('ok')
  })

  it('200 guesses at the same time get no more checks than the limit', async () => {
    const { id } = await makeAda()
    const outcomes = await many(200, () => signInFrom(id, { email, password: wrong }))
    expect(countOf(outcomes, 'not-right')).toBe(5)
    expect(countOf(outcomes, 'too-many-tries')).toBe(195)
    expect(checks.count).toBe(5)
  })

  it('200 guesses at the same time from 200 addresses get no more checks than the account’s limit', async () => {
    const { id } = await makeAda()
    const outcomes = await many(200, (n) => signInFrom(id, { email, password: wrong, address: `198.51.100.${n}` }))
    expect(countOf(outcomes, 'not-right')).toBe(30)
    expect(checks.count).toBe(30)
  })

  it('one address tries at most 50 times over all accounts, known or not', async () => {
    const { id } = await makeAda()
    const outcomes = await many(80, (n) => signInFrom(id, { email: `nobody${n}@example.org` }))
    expect(countOf(outcomes, 'not-right')).toBe(50)
    expect(await outcomeOf(signInFrom(id, { email }))).toBe('too-many-tries')
  })

  it('an address nobody has waits like any other', async () => {
    const { id } = await makeAda()
    const outcomes = await many(7, () => signInFrom(id, { email: 'nobody@example.org' }))
    expect(countOf(outcomes, 'too-many-tries')).toBe(2)
  })

  it('signing in takes nothing away from anybody', async () => {
    const { id } = await makeAda()
    for (let times = 0; times < 12; times++) expect(await outcomeOf(signInFrom(id, { email }))).toBe('ok')
  })

  it('a right password in between gives an address no more tries at other accounts', async () => {
    const { id } = await makeAda()
    for (let n = 0; n < 50; n++) {
      if (n % 10 === 0) expect(await outcomeOf(signInFrom(id, { email }))).toBe('ok')
      expect(await outcomeOf(signInFrom(id, { email: `nobody${n}@example.org` }))).toBe('not-right')
    }
    expect(await outcomeOf(signInFrom(id, { email: 'nobody@example.org' }))).toBe('too-many-tries')
  })
})

describe('[SEC-5] a stranger cannot lock the owner out:', () => {
  it('a browser that signed in before is judged by its own failures alone', async () => {
    const { id, accountId } = await makeAda()
    const device = withAccount('', accountId)
    await many(200, (n) => signInFrom(id, { email, password: wrong, address: `198.51.100.${n}` }))
    await many(10, () => signInFrom(id, { email, password: wrong }))
    expect(await outcomeOf(signInFrom(id, { email }))).toBe('too-many-tries')
    expect(await outcomeOf(signInFrom(id, { email, device }))).toBe('ok')
  })

  it('that browser is slowed down too when it guesses', async () => {
    const { id, accountId } = await makeAda()
    const device = withAccount('', accountId)
    const outcomes = await many(40, (n) =>
      signInFrom(id, { email, password: wrong, device, address: `198.51.100.${n}` }),
    )
    expect(countOf(outcomes, 'not-right')).toBe(10)
  })

  it('a device cookie that was changed, made up, or is of another account does not count', async () => {
    const { id, accountId } = await makeAda()
    const [body = '', ...rest] = withAccount('', crypto.randomUUID()).split('.')
    const forged = [
      [crypto.randomUUID(), ...withAccount('', accountId).split('.').slice(1)].join('.'),
      [body, accountId, ...rest.slice(1)].join('.'),
      withAccount('', crypto.randomUUID()),
      `x.${accountId}.99999.x`,
    ]
    await many(6, () => signInFrom(id, { email, password: wrong }))
    for (const device of forged) expect(await outcomeOf(signInFrom(id, { email, device }))).toBe('too-many-tries')
  })
})

describe('[SEC-7] a flood', () => {
  it('leaves a record for each check and one for the rest', async () => {
    const { id } = await makeAda()
    await many(60, () => signInFrom(id, { email, password: wrong }))
    const details = (await activityOf(id)).map((entry) => entry.detail)
    expect(countOf(details, 'Wrong password')).toBe(5)
    expect(details.filter((detail) => detail.startsWith('Too many tries'))).toHaveLength(1)
  })

  it('waits for nobody who is forgetting the same windows', async () => {
    const { id } = await makeAda()
    await many(3, (n) => signInFrom(id, { email: `nobody${n}@example.org`, address: `198.51.100.${n}` }))
    await asDatabaseAdmin(async (db) => {
      await db`update throttles set window_ends_at = now() - interval '1 day' where organization_id = ${id}`
      await db.begin(async (tx) => {
        await tx`select from throttles where organization_id = ${id} for update`
        const answer = signInFrom(id, { email: 'nobody@example.org', address: '198.51.100.9' })
        expect(await outcomeOf(answer)).toBe('not-right')
      })
    })
  })

  it('leaves no windows behind for ever', async () => {
    const { id } = await makeAda()
    await many(10, (n) => signInFrom(id, { email: `nobody${n}@example.org`, address: `198.51.100.${n}` }))
    await asDatabaseAdmin(
      (db) => db`update throttles set window_ends_at = now() - interval '1 day' where organization_id = ${id}`,
    )
    for (let n = 0; n < 3; n++) await signInFrom(id, { email: 'nobody@example.org' })
    const [row] = await asDatabaseAdmin(
      (db) => db`select count(*)::int as n from throttles where organization_id = ${id}`,
    )
    expect(row?.n).toBe(3)
  })
})
