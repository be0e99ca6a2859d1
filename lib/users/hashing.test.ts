import { afterEach, describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { makeOrganization, makeUser, makeWorkspace, unwrap } from '../test/factories'
import { asDatabaseAdmin } from '../test/look'
import { until } from '../test/until'
import { deleteWorkspace } from '../workspaces/changes'
import { addUsers } from './changes'

const hashing = vi.hoisted(() => ({ count: 0, isHeld: false, letGo: () => {} }))
vi.mock('../passwords/hash', async (original) => ({
  ...(await original<typeof import('../passwords/hash')>()),
  hashPassword: async (password: string) => {
    hashing.count++
    if (hashing.isHeld)
      await new Promise<void>((resolve) => {
        hashing.letGo = resolve
      })
    return `hash of ${password}`
  },
}))
afterEach(() => Object.assign(hashing, { count: 0, isHeld: false }))

const password = 'a phrase that nobody guesses'
const grace = (workspaceId: string) => ({ email: 'grace@example.org', name: 'Grace', workspaceId })

const hashOf = (accountId: string) =>
  asDatabaseAdmin(async (admin) => {
    const [account] = await admin`select password_hash from accounts where id = ${accountId}`
    return account?.password_hash
  })

describe('[SEC-5] adding users with passwords', () => {
  test('makes nobody wait while the passwords are hashed', async () => {
    const organization = await makeOrganization()
    const { admin, defaultWorkspaceId, organizationId } = organization
    const workspace = await makeWorkspace(organization)
    hashing.isHeld = true
    const users = [{ ...grace(defaultWorkspaceId), password }]
    const adding = actingAs(admin.claim, () => addUsers({ users }))
    await until('a password is being hashed', () => hashing.count === 1)
    const locks = await asDatabaseAdmin(
      (database) => database`select from pg_locks, hashtextextended(${organizationId}, 0) as key
        where locktype = 'advisory' and objsubid = 1 and ((classid::bigint << 32) | objid::bigint) = key`,
    )
    expect(locks).toHaveLength(0)
    const remove = { workspaceId: workspace.workspaceId, typedName: workspace.name }
    expect(await actingAs(admin.claim, () => deleteWorkspace(remove))).toMatchObject({ ok: true })
    hashing.letGo()
    const [added] = unwrap(await adding)
    expect(await hashOf(added?.accountId ?? '')).toBe(`hash of ${password}`)
  })

  test('gives each their own, and none to who got none', async () => {
    const { admin, defaultWorkspaceId: workspaceId } = await makeOrganization()
    const users = [
      { ...grace(workspaceId), email: 'one@example.org', password: `${password} 1` },
      { ...grace(workspaceId), email: 'two@example.org' },
      { ...grace(workspaceId), email: 'three@example.org', password: `${password} 3` },
    ]
    const added = unwrap(await actingAs(admin.claim, () => addUsers({ users })))
    const hashes = await Promise.all(added.map((user) => hashOf(user.accountId)))
    expect(hashes).toEqual([`hash of ${password} 1`, null, `hash of ${password} 3`])
  })

  test('hashes nothing for who may not add anybody', async () => {
    const organization = await makeOrganization()
    const { claim } = await makeUser(organization, { isWorkspaceAdmin: true })
    const users = [{ ...grace(organization.defaultWorkspaceId), password }]
    expect(await actingAs(claim, () => addUsers({ users }))).toMatchObject({ code: 'not-organization-admin' })
    expect(hashing.count).toBe(0)
  })
})
