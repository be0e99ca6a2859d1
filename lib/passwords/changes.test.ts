import { afterAll, describe, expect, it } from 'vitest'
import { findSessionActor } from '../actor'
import { during } from '../call'
import { closeDatabase } from '../database/client'
import { activityOf, outcomeOf, right, signInFrom, wrong } from '../sign-in/testing/sign-in-from'
import { makeOrganization, makeSession, makeUser, unwrap } from '../test/factories'
import { asDatabaseAdmin } from '../test/look'
import { changePassword } from './changes'

afterAll(closeDatabase)

const password = 'seven loud geese landing'

async function makeAda() {
  const organization = await makeOrganization()
  const ada = await makeUser(organization, { password: right, name: 'Ada Lovelace', email: 'ada@example.org' })
  const { claim, sessionId } = await makeSession(ada)
  const call = { claim, requestId: 'r', address: '192.0.2.1', client: 'Test' }
  const change = (input: { current: string; password: string }) =>
    during({ ...call, idempotencyKey: crypto.randomUUID() }, () => changePassword(input))
  return { ...ada, sessionId, change }
}

describe('[USR-1] [SEC-5] a person changes their own password', () => {
  it('with the current one; every other session ends', async () => {
    const ada = await makeAda()
    const other = await makeSession(ada)
    expect(unwrap(await ada.change({ current: right, password }))).toEqual({ ended: 1 })
    expect(await findSessionActor(ada.sessionId)).not.toBeNull()
    expect(await findSessionActor(other.sessionId)).toBeNull()
    const { organizationId, email } = ada
    expect(await outcomeOf(signInFrom(organizationId, { email, password: right }))).toBe('not-right')
    expect(await outcomeOf(signInFrom(organizationId, { email, password }))).toBe('ok')
  })

  it('and gets the reason beside the field when the current one is not right', async () => {
    const ada = await makeAda()
    const reason = 'This is not your current password.'
    expect(await ada.change({ current: wrong, password })).toEqual({
      ok: false,
      code: 'wrong-password',
      reason,
      fields: { current: reason },
    })
    expect((await activityOf(ada.organizationId))[0]).toMatchObject({ event: 'password-change-failed' })
  })

  it('and waits after five tries, also at the same time', async () => {
    const ada = await makeAda()
    const results = await Promise.all(Array.from({ length: 20 }, () => ada.change({ current: wrong, password })))
    const codes = results.map((result) => (result.ok ? 'ok' : result.code))
    expect(codes.filter((code) => code === 'wrong-password')).toHaveLength(5)
    expect(await ada.change({ current: right, password })).toMatchObject({ code: 'too-many-tries' })
  })

  it.each(['Ada Lovelace', 'password1234', 'aaaaaaaaaaaaaaaa', 'qwertyuiop[]'])('but not to %s', async (common) => {
    const ada = await makeAda()
    expect(await ada.change({ current: right, password: common })).toMatchObject({ code: 'common-password' })
  })

  it('of 12 to 200 characters', async () => {
    const ada = await makeAda()
    const fields = async (text: string) => {
      const result = await ada.change({ current: right, password: text })
      return result.ok ? {} : result.fields
    }
    expect(await fields('short words')).toEqual({ password: 'At least 12 characters.' })
    expect(await fields('long words '.repeat(20))).toEqual({ password: 'At most 200 characters.' })
  })

  it('and no quick hash of it is kept beside the form’s key', async () => {
    const ada = await makeAda()
    unwrap(await ada.change({ current: right, password }))
    const rows = await asDatabaseAdmin((db) => db`select from idempotency_keys where account_id = ${ada.accountId}`)
    expect(rows).toHaveLength(0)
  })
})
