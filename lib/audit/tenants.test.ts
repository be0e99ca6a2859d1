import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase, reading } from '../database/client'
import { makeOrganization, makeWorkspace } from '../test/factories'
import { actorOf } from '../test/look'
import { listActivity } from './activity'
import { recordExport } from './changes'
import { listActivityEvents, listActivityPeople, listAuditEvents, listAuditPeople } from './choices'
import { exportLog } from './export'
import { findAuditRecord, listAudit } from './queries'
import { noted } from './testing/noted'

afterAll(closeDatabase)

async function makeTenant() {
  const organization = await makeOrganization()
  const { workspaceId, code, name } = await makeWorkspace(organization)
  const workspace = { id: workspaceId, code, name }
  await noted(organization.admin.claim, 'Secret of theirs', { workspace, event: 'secret.kept' })
  await noted(organization.admin.claim, 'Secret of theirs', { workspace, event: 'secret-told', isActivity: true })
  return { organization, workspace, actor: await actorOf(organization.admin) }
}

async function textOf(chunks: AsyncGenerator<string>) {
  let text = ''
  for await (const chunk of chunks) text += chunk
  return text
}

describe('[SEC-1] [SEC-7] no log crosses an organization:', () => {
  it('lists called with the ids of another one give nothing', async () => {
    const [ours, theirs] = [await makeTenant(), await makeTenant()]
    const who = theirs.organization.admin.accountId
    for (const list of [listAudit, listActivity]) {
      const count = async (asked: object) => (await list(ours.actor, { q: '', ...asked })).rows.length
      expect(await count({ workspaceId: theirs.workspace.id })).toBe(0)
      expect(await count({ workspaceId: theirs.workspace.id, q: 'secret' })).toBe(0)
      expect(await count({ who })).toBe(0)
      expect(await count({ who, q: 'secret' })).toBe(0)
      expect(await count({ q: theirs.organization.admin.email })).toBe(0)
      expect(await count({ q: 'secret of theirs' })).toBe(1)
    }
  })

  it('choices of a filter name nobody and nothing of another one', async () => {
    const [ours, theirs] = [await makeTenant(), await makeTenant()]
    const id = theirs.workspace.id
    const ids = (people: readonly { id: string }[]) => people.map((person) => person.id)
    expect(ids(await listAuditPeople(ours.actor))).toEqual([ours.organization.admin.accountId])
    expect(ids(await listActivityPeople(ours.actor))).toEqual([ours.organization.admin.accountId])
    for (const list of [listAuditPeople, listAuditEvents, listActivityPeople, listActivityEvents])
      expect(await list(ours.actor, id)).toEqual([])
  })

  it('a number that another one has further up is not found', async () => {
    const [ours, theirs] = [await makeTenant(), await makeTenant()]
    await noted(theirs.organization.admin.claim, 'One more')
    expect(await findAuditRecord(theirs.actor, 5)).toMatchObject({ target: { label: 'One more' } })
    expect(await findAuditRecord(ours.actor, 5)).toBeNull()
    expect(await findAuditRecord(ours.actor, 4, theirs.workspace.id)).toBeNull()
  })

  it('an export holds nothing of another one, and one of their workspace is not found', async () => {
    const [ours, theirs] = [await makeTenant(), await makeTenant()]
    const filter = { q: '', workspaceId: theirs.workspace.id }
    for (const log of ['changes', 'sign-ins'] as const) {
      expect(await textOf(exportLog(ours.actor, log, 'json', filter))).toBe('[\n]\n')
      expect(await textOf(exportLog(ours.actor, log, 'csv', { q: '' }))).not.toContain(theirs.organization.admin.email)
      const kept = await actingAs(ours.organization.admin.claim, () => recordExport({ filter, log, format: 'csv' }))
      expect(kept).toMatchObject({ ok: false, code: 'not-found' })
    }
    expect((await listActivity(theirs.actor, { q: '', event: 'exported' })).rows).toEqual([])
  })

  it('the search below the rules sees the organization of the context and nothing else', async () => {
    const [ours, theirs] = [await makeTenant(), await makeTenant()]
    const search = (id: string, account: string) =>
      reading(id, (tx) =>
        tx.execute(
          sql`select find_in_log('audit_records', '', null, ${account}::uuid, null, null, null, null, false, 9)`,
        ),
      )
    const { accountId } = theirs.organization.admin
    expect(await search(theirs.organization.organizationId, accountId)).toHaveLength(2)
    expect(await search(ours.organization.organizationId, accountId)).toHaveLength(0)
    await expect(
      reading('', (tx) =>
        tx.execute(sql`select find_in_log('activity', '', null, null, null, null, null,
      null, false, 9)`),
      ),
    ).rejects.toThrow()
  })
})
