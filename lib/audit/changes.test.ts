import { afterAll, describe, expect, it } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { makeOrganization, makeUser, makeWorkspace } from '../test/factories'
import { actorOf } from '../test/look'
import { listActivity } from './activity'
import { recordExport } from './changes'

afterAll(closeDatabase)

describe('[SEC-7] taking a log away', () => {
  it('is for who may read it: the organization’s for an Organization Admin, a workspace’s for its admins', async () => {
    const organization = await makeOrganization()
    const { workspaceId } = await makeWorkspace(organization)
    const elsewhere = await makeWorkspace(organization)
    const admin = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true })
    const user = await makeUser(organization, { workspaceId })
    const attempt = async (claim: typeof admin.claim, id: string | undefined) => {
      const filter = { q: '', workspaceId: id }
      const result = await actingAs(claim, () => recordExport({ filter, log: 'changes', format: 'csv' }))
      return result.ok ? 'ok' : result.code
    }
    expect(await attempt(organization.admin.claim, undefined)).toBe('ok')
    expect(await attempt(organization.admin.claim, workspaceId)).toBe('ok')
    expect(await attempt(admin.claim, workspaceId)).toBe('ok')
    expect(await attempt(admin.claim, undefined)).toBe('not-administrator')
    expect(await attempt(admin.claim, elsewhere.workspaceId)).toBe('not-found')
    expect(await attempt(user.claim, workspaceId)).toBe('not-administrator')
    const { rows } = await listActivity(await actorOf(organization.admin), { q: '' })
    expect(rows.map((row) => row.event)).toEqual(['refused', 'refused', 'exported', 'exported', 'exported'])
    expect(rows[0]?.what).toBe(
      'Refused to export the audit log: Only administrators of this workspace read its audit log.',
    )
  })

  it('says what part of it', async () => {
    const { admin } = await makeOrganization()
    const filter = { q: 'aero', who: admin.accountId, event: 'user.added', from: '2026-01-01', to: '2026-02-01' }
    await actingAs(admin.claim, () => recordExport({ filter, log: 'sign-ins', format: 'json' }))
    const [row] = (await listActivity(await actorOf(admin), { q: '', event: 'exported' })).rows
    expect(row?.what).toBe(
      'Exported sign-ins and refusals as JSON, matching “aero”, of one person, of the event user.added, from 2026-01-01, until 2026-02-01',
    )
  })
})
