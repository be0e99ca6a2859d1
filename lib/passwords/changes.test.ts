import { afterAll, describe, expect, it } from 'vitest'
import { findSessionActor } from '../actor'
import { actingAs, during } from '../call'
import { closeDatabase } from '../database/client'
import { activityOf, outcomeOf, right, signInFrom, wrong } from '../sign-in/testing/sign-in-from'
import { makeOrganization, makeSession, makeUser, unwrap } from '../test/factories'
import { asDatabaseAdmin } from '../test/look'
import { changePassword } from './changes'

afterAll(closeDatabase)

const isFailure = ({ event }: { event: string }) => event === 'password-change-failed'
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
    // The first refusal is kept too, so that it is seen; not one for each try after it.
    expect((await activityOf(ada.organizationId)).filter(isFailure)).toHaveLength(6)
    expect(await ada.change({ current: right, password })).toMatchObject({ code: 'too-many-tries' })
  })

  it('and the sixth try waits, also with the right one', async () => {
    const ada = await makeAda()
    for (let time = 0; time < 5; time++) await ada.change({ current: wrong, password })
    expect(await ada.change({ current: right, password })).toMatchObject({ code: 'too-many-tries' })
    expect(await findSessionActor(ada.sessionId)).not.toBeNull()
  })

  it('if there is one: the first is set by a link', async () => {
    const organization = await makeOrganization()
    const { claim } = await makeSession(await makeUser(organization))
    const answer = await actingAs(claim, () => changePassword({ current: right, password }))
    expect(answer).toMatchObject({ ok: false, code: 'no-password' })
  })

  it('[SWI-5] and leaves no session that was opened with the old one meanwhile', async () => {
    const ada = await makeAda()
    const { organizationId, accountId, email } = ada
    const signIns = Array.from({ length: 12 }, () => signInFrom(organizationId, { email, password: right }))
    unwrap(await ada.change({ current: right, password }))
    const open = () =>
      asDatabaseAdmin((db) => db`select id from sessions where account_id = ${accountId} and ended_at is null`)
    expect(await open()).toEqual([{ id: ada.sessionId }])
    await Promise.all(signIns)
    expect(await open()).toEqual([{ id: ada.sessionId }])
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
