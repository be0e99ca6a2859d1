import { beforeEach, describe, expect, test } from 'vitest'
import {
  makeOrganization,
  makeSession,
  makeUser,
  makeWorkspace,
  type TestOrganization,
  type TestUser,
} from '../lib/test/factories'
import { asDatabaseAdmin } from '../lib/test/look'

type Read = {
  readonly user: { readonly id: string }
  readonly users: readonly { readonly id: string }[]
  readonly openOperations: number
  readonly unreadNotices: number
}

const email = 'lin@example.org'
let organization: TestOrganization
let workspaceId: string
let home: TestUser
let away: TestUser
/** Has a person and a user with the same ids: ids are those of one organization. */
let other: TestOrganization

beforeEach(async () => {
  organization = await makeOrganization()
  workspaceId = (await makeWorkspace(organization)).workspaceId
  home = await makeUser(organization, { email })
  away = await makeUser(organization, { email, workspaceId })
  other = await makeOrganization()
  await asDatabaseAdmin(async (root) => {
    await root`insert into accounts (organization_id, id, email, name)
      values (${other.organizationId}, ${home.accountId}, ${email}, 'Lin')`
    await root`insert into users (organization_id, id, account_id, workspace_id, email, name, name_key)
      values (${other.organizationId}, ${home.userId}, ${home.accountId}, ${other.defaultWorkspaceId}, ${email}, 'Lin', 'lin')`
  })
})

const read = (wanted: string | null = null, mayFallBack = true) =>
  asDatabaseAdmin(async (root) => {
    const [row] = await root<
      { actor: Read | null }[]
    >`select actor_of(${organization.organizationId}, ${home.accountId},
      ${wanted}, ${mayFallBack}) as actor`
    return row?.actor ?? null
  })
const usersOf = (actor: Read | null) => actor?.users.map(({ id }) => id).toSorted()

describe('[SWI-3] [SWI-4] whom a person acts as', () => {
  test('the user asked for, or the one signed in as where that may be, or nobody', async () => {
    const signInAs = ({ userId }: TestUser) =>
      asDatabaseAdmin(
        (root) => root`update accounts set sign_in_user_id = ${userId}
        where organization_id = ${organization.organizationId} and id = ${home.accountId}`,
      )
    for (const chosen of [home, away]) {
      await signInAs(chosen)
      expect((await read())?.user.id).toBe(chosen.userId)
      expect((await read(crypto.randomUUID()))?.user.id).toBe(chosen.userId)
      for (const wanted of [home, away]) expect((await read(wanted.userId, false))?.user.id).toBe(wanted.userId)
    }
    expect(await read(null, false)).toBeNull()
    expect(await read(crypto.randomUUID(), false)).toBeNull()
  })

  test('of their own alone, and of no other organization’s', async () => {
    await makeUser(organization, { workspaceId })
    expect(usersOf(await read())).toEqual([home.userId, away.userId].toSorted())
  })

  test.each([
    [
      'deactivated',
      (id: string) => asDatabaseAdmin((root) => root`update users set state = 'deactivated' where id = ${id}`),
    ],
    [
      'past its end date',
      (id: string) => asDatabaseAdmin((root) => root`update users set ends_at = now() where id = ${id}`),
    ],
    [
      'of a deleted workspace',
      () => asDatabaseAdmin((root) => root`update workspaces set deleted_at = now() where id = ${workspaceId}`),
    ],
  ])('[USR-2] not a user that is %s', async (_, change) => {
    expect((await read(away.userId))?.user.id).toBe(away.userId)
    await change(away.userId)
    expect((await read(away.userId))?.user.id).toBe(home.userId)
    expect(await read(away.userId, false)).toBeNull()
    expect(usersOf(await read())).toEqual([home.userId])
  })

  test('[USR-2] a user whose end date is still to come is one', async () => {
    await asDatabaseAdmin((root) => root`update users set ends_at = now() + interval '1 day' where id = ${away.userId}`)
    expect(usersOf(await read())).toEqual([home.userId, away.userId].toSorted())
  })
})

describe('what is counted beside who acts', () => {
  const begin = (
    organizationId: string,
    userId: string,
    more: { partnerId?: string; workspaceId?: string; isOver?: boolean },
  ) =>
    asDatabaseAdmin(
      (root) => root`insert into operations
      (organization_id, id, kind, workspace_id, workspace_name, user_id, partner_id, started_by, input, is_cancellable, ended_at)
      values (${organizationId}, gen_random_uuid(), 'probe', ${more.workspaceId ?? null}, 'W', ${userId}, ${more.partnerId ?? null},
        'Lin', '{}', false, ${more.isOver ? new Date() : null})`,
    )
  const count = async (user: TestUser) => (await read(user.userId))?.openOperations

  test('[PAR-1] operations under way: one’s own of the same partner, those of a workspace for its administrators, or all', async () => {
    const { organizationId } = organization
    await begin(organizationId, away.userId, { workspaceId })
    await begin(organizationId, away.userId, { workspaceId, isOver: true })
    await begin(organizationId, away.userId, { workspaceId, partnerId: crypto.randomUUID() })
    await begin(organizationId, organization.admin.userId, { workspaceId })
    await begin(organizationId, organization.admin.userId, {})
    await begin(other.organizationId, home.userId, {})
    const roles = (role: 'is_workspace_admin' | 'is_organization_admin', { userId }: TestUser) =>
      asDatabaseAdmin(
        (root) => root`update users set ${root(role)} = true
        where organization_id = ${organizationId} and id = ${userId}`,
      )
    expect([await count(away), await count(home)]).toEqual([1, 0])
    await roles('is_workspace_admin', away)
    await roles('is_workspace_admin', home)
    expect([await count(away), await count(home)]).toEqual([3, 0])
    await roles('is_organization_admin', home)
    expect([await count(away), await count(home)]).toEqual([3, 4])
  })

  test('[USR-3] the person’s own notices that nobody read', async () => {
    const note = (organizationId: string, accountId: string, readAt: Date | null = null) =>
      asDatabaseAdmin(
        (root) => root`insert into notices (organization_id, id, account_id, event, title, body, read_at)
        values (${organizationId}, gen_random_uuid(), ${accountId}, 'probe', 'Title', 'Body', ${readAt})`,
      )
    await note(organization.organizationId, home.accountId)
    await note(organization.organizationId, home.accountId, new Date())
    await note(organization.organizationId, organization.admin.accountId)
    await note(other.organizationId, home.accountId)
    expect((await read())?.unreadNotices).toBe(1)
  })

  test('[INV-5] whether people may sign in with an account here, as their own organization says', async () => {
    const allows = ({ organizationId }: TestOrganization) =>
      asDatabaseAdmin(async (root) => {
        const [row] = await root<{ allows: boolean }[]>`select allows_local_users(${organizationId}) as allows`
        return row?.allows
      })
    expect([await allows(organization), await allows(other)]).toEqual([true, true])
    await asDatabaseAdmin(
      (root) => root`insert into organization_policies (organization_id, key, value, changed_by)
      values (${other.organizationId}, 'local-users', 'false', 'Ada'), (${other.organizationId}, 'session-lifetime', '8', 'Ada')`,
    )
    expect([await allows(organization), await allows(other)]).toEqual([true, false])
  })
})

describe('[SEC-3] the actor behind a session', () => {
  const ask = (sessionId: string) =>
    asDatabaseAdmin(async (root) => {
      const [row] = await root<{ actor: Read | null }[]>`select session_actor(${sessionId}) as actor`
      return row?.actor?.user.id
    })

  test('notes once in five minutes that it was seen, and its user active, and no other', async () => {
    const { sessionId } = await makeSession(home)
    const elsewhere = await makeSession(organization.admin)
    const both = [organization.organizationId, other.organizationId]
    const forget = (minutes: number) =>
      asDatabaseAdmin(async (root) => {
        await root`update sessions set last_seen_at = now() - make_interval(mins => ${minutes})
          where id in ${root([sessionId, elsewhere.sessionId])}`
        await root`update users set last_active_at = null where organization_id in ${root(both)}`
      })
    const noted = () =>
      asDatabaseAdmin(
        (root) => root`select organization_id, id, (select count(*)::int from sessions
            where last_seen_at > now() - interval '1 minute' and id in ${root([sessionId, elsewhere.sessionId])}) as seen
          from users where last_active_at is not null and organization_id in ${root(both)}`,
      )
    await forget(6)
    expect(await ask(sessionId)).toBe(home.userId)
    expect(await noted()).toEqual([{ organization_id: organization.organizationId, id: home.userId, seen: 1 }])
    await forget(4)
    expect(await ask(sessionId)).toBe(home.userId)
    expect(await noted()).toEqual([])
  })

  test.each(['ended_at', 'expires_at'] as const)('is nobody once its %s has come', async (column) => {
    const { sessionId } = await makeSession(home)
    expect(await ask(sessionId)).toBe(home.userId)
    await asDatabaseAdmin((root) => root`update sessions set ${root(column)} = now() where id = ${sessionId}`)
    expect(await ask(sessionId)).toBeUndefined()
  })
})
