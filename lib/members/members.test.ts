import { afterAll, describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { deactivateUser } from '../deactivation/changes'
import { makeOrganization, makeUser, makeWorkspace, type TestUser, unwrap } from '../test/factories'
import { actorOf, asDatabaseAdmin, auditOf } from '../test/look'
import { sendPasswordLink } from './changes'
import { findMember } from './queries'

afterAll(closeDatabase)

async function makePlaces() {
  const organization = await makeOrganization()
  const { workspaceId } = await makeWorkspace(organization, 'Lab')
  const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true })
  const lin = await makeUser(organization, { workspaceId, name: 'Lin', password: 'a phrase that nobody guesses' })
  return { organization, admin: organization.admin, manager, lin }
}

describe('[USR-1] a person of the organization', () => {
  test('is seen by Organization Admins, and exists for nobody else', async () => {
    const { admin, manager, lin } = await makePlaces()
    expect(await findMember(await actorOf(admin), lin.accountId)).toMatchObject({
      name: 'Lin',
      users: [{ state: 'active' }],
      maySendPasswordLink: { ok: true },
    })
    for (const by of [manager, lin]) expect(await findMember(await actorOf(by), lin.accountId)).toBeNull()
    expect(await findMember(await actorOf(admin), 'no id')).toBeNull()
  })

  test('has a password, or came by a roster and has none yet', async () => {
    const { admin, lin } = await makePlaces()
    const hasPassword = async () => (await findMember(await actorOf(admin), lin.accountId))?.hasPassword
    expect(await hasPassword()).toBe(true)
    await asDatabaseAdmin((database) => database`update accounts set password_hash = null where id = ${lin.accountId}`)
    expect(await hasPassword()).toBe(false)
  })
})

describe('[INV-7] a link to set a password', () => {
  const linksTo = (email: string) =>
    asDatabaseAdmin(
      (database) => database`select 1 from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier = 'password-reset.send' and j.payload ->> 'email' = ${email}`,
    )
  const send = (by: TestUser, { accountId }: TestUser) => actingAs(by.claim, () => sendPasswordLink({ accountId }))

  test('is sent by an Organization Admin, and is on record', async () => {
    const { organization, admin, lin } = await makePlaces()
    unwrap(await send(admin, lin))
    expect(await linksTo(lin.email)).toHaveLength(1)
    expect((await auditOf(organization.organizationId)).at(-1)?.event).toBe('member.password-link-sent')
  })

  test('for whoever is none, the person does not even exist', async () => {
    const { manager, lin } = await makePlaces()
    for (const by of [manager, lin]) expect(await send(by, lin)).toMatchObject({ code: 'not-found' })
    expect(await linksTo(lin.email)).toHaveLength(0)
  })

  test('is not sent to who could not sign in with it', async () => {
    const { admin, lin } = await makePlaces()
    unwrap(await actingAs(admin.claim, () => deactivateUser({ userId: lin.userId })))
    expect(await send(admin, lin)).toMatchObject({ code: 'no-active-user' })
    expect(await linksTo(lin.email)).toHaveLength(0)
  })
})
