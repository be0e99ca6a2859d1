import { beforeAll, describe, expect, test, vi } from 'vitest'
import { makeTenant, type Tenant } from '../../db/testing/tenant'
import { type ChangeCase, changeCases, send } from '../test/change-cases'
import { makeUser, makeWorkspace } from '../test/factories'
import { idsOf } from '../test/ids'
import { fingerprint } from '../test/look'

// Everything of the organization exists for everybody here: what refuses is the rule of a change alone.
vi.mock(import('../scope'), async (original) => {
  const opened = ([name, scope]: readonly [string, CallableFunction]) => [
    name,
    (actor: object, ...more: readonly unknown[]) =>
      Reflect.apply(scope, undefined, [{ ...actor, isOrganizationAdmin: true }, ...more]),
  ]
  return Object.fromEntries(Object.entries(await original()).map(opened))
})

/** These decide what exists where no scope is opened: by the folders of a user, and by who asks. */
const elsewhere =
  /^(copies|downloads|files|folder-permissions|uploads|versions)\/|^members\/changes\.sendPasswordLink|^groups\/changes\.removeFromGroup/
const isTried = ([name, { as, takes }]: readonly [string, ChangeCase]) =>
  as === 'admin' && (takes === 'workspace' || takes === 'other') && !elsewhere.test(name)
const notFound = { ok: false, code: 'not-found' }

let tenant: Tenant
let strangers: readonly Tenant[]
/** What stands in the organization; its log has a line of each refusal. */
async function rowsOf({ organizationId }: Tenant) {
  const { activity: _, ...rows } = await fingerprint(organizationId)
  return rows
}

beforeAll(async () => {
  tenant = await makeTenant()
  const { workspaceId } = await makeWorkspace(tenant.organization, 'Away')
  const plain = await makeUser(tenant.organization, { workspaceId })
  const manager = await makeUser(tenant.organization, { workspaceId, isWorkspaceAdmin: true })
  strangers = [plain, manager].map((admin) => ({ ...tenant, admin }))
})

describe('[SEC-4] every change refuses by its own rule too what is of another workspace', () => {
  test.each(Object.entries(changeCases).filter(isTried))('%s', async (_, one) => {
    const before = await rowsOf(tenant)
    for (const stranger of strangers) {
      const answer = await send(stranger, one, one.input(idsOf(tenant)))
      expect(answer).toMatchObject({ ok: false, reason: expect.any(String) })
      expect(answer).not.toMatchObject(notFound)
    }
    expect(await rowsOf(tenant)).toEqual(before)
  })
})
