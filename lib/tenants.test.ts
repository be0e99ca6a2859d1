import { beforeAll, describe, expect, test, vi } from 'vitest'
import { makeTenant, type Tenant } from '../db/testing/tenant'
import { actingAs } from './call'
import { changeCases, send, type Takes } from './test/change-cases'
import { changeNames, pure, queryNames } from './test/discover'
import { type Ids, idsOf, idsOfNobody } from './test/ids'
import { actorOf, fingerprint } from './test/look'
import { queryCases, type Reader } from './test/query-cases'
import { addUsers } from './users/changes'

vi.setConfig({ testTimeout: 60_000 })

const ofTheDeleted = (tenant: Tenant): Ids => ({
  ...idsOf(tenant),
  workspaceId: tenant.deleted.workspaceId,
  code: tenant.deleted.code,
})

/** What came of it, told apart from what is thrown. */
async function answerOf(run: () => Promise<unknown>): Promise<unknown> {
  try {
    return { answers: await run() }
  } catch (error) {
    return { throws: error instanceof Error ? `${error.name}: ${error.message}` : error }
  }
}

let theirs: Tenant
let theirRows: Awaited<ReturnType<typeof fingerprint>>
let reader: Reader
beforeAll(async () => {
  theirs = await makeTenant()
  theirRows = await fingerprint(theirs.organizationId)
  const ours = await makeTenant()
  reader = { ...ours, actor: await actorOf(ours.admin) }
})

/** Asks about another organization's things, nobody's, deleted ones and one's own, in that order. */
async function expectNoWayAcross(takes: Takes, ours: Tenant, ask: (ids: Ids) => Promise<unknown>, outlives = false) {
  const foreign = await answerOf(() => ask(idsOf(theirs)))
  expect(await fingerprint(theirs.organizationId)).toEqual(theirRows)
  if (takes === 'none') return foreign
  const none = await answerOf(() => ask(idsOfNobody()))
  expect(foreign).toEqual(none)
  if (takes === 'workspace' && !outlives) expect(await answerOf(() => ask(ofTheDeleted(ours)))).toEqual(none)
  const own = await answerOf(() => ask(idsOf(ours)))
  // Or what was asked would prove nothing.
  if (takes === 'alike') expect(own).toEqual(none)
  else expect(own).not.toEqual(none)
  return foreign
}

// A link that is none has its own words, the same for every such link; a worker that is late says so to itself alone.
const inOtherWords = [
  'invitations/changes.acceptByLink',
  'password-resets/changes.resetPassword',
  'worker/changes.failOperation',
  'worker/changes.takeStep',
]
const notFound = { ok: false, code: 'not-found', reason: 'There is no such thing here, or it is gone.' }

describe('[SEC-1] [SEC-4] every change is tried on another organization’s things, and does not find them', () => {
  test('each has its case here, and no case is left over', () => {
    expect(Object.keys(changeCases).concat(pure).toSorted()).toEqual(changeNames())
  })
  test.each(Object.entries(changeCases))('%s', async (name, one) => {
    const ours = await makeTenant()
    const foreign = await expectNoWayAcross(one.takes, ours, (ids) => send(ours, one, one.input(ids)))
    const isNamed = one.takes === 'workspace' || one.takes === 'other'
    if (isNamed && !inOtherWords.includes(name)) expect(foreign).toEqual({ answers: notFound })
  })
})

describe('[SEC-1] [SEC-4] every read is asked about another organization’s things, and does not find them', () => {
  test('each has its case here, and no case is left over', () => {
    expect(Object.keys(queryCases).toSorted()).toEqual(queryNames())
  })
  test.each(Object.entries(queryCases))('%s', async (name, { takes, run }) => {
    // WSP-8: what happened in a workspace can be read after it is gone.
    await expectNoWayAcross(takes, reader, (ids) => run(reader, ids), name.startsWith('audit/'))
  })
})

test('[SEC-1] one workspace of another organization among one’s own spoils the whole of it', async () => {
  const ours = await makeTenant()
  const before = await fingerprint(ours.organizationId)
  const user = (workspaceId: string, email: string) => ({ email, name: 'New', workspaceId })
  const users = [user(ours.workspaceId, 'one@example.org'), user(theirs.workspaceId, 'two@example.org')]
  expect(await actingAs(ours.admin.claim, () => addUsers({ users }))).toMatchObject({ code: 'not-found' })
  expect(await fingerprint(ours.organizationId)).toEqual(before)
})
