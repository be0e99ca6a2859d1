import { afterAll, expect, test } from 'vitest'
import { legalHolds } from '../../db/schema/workspaces'
import { closeDatabase } from '../database/client'
import { makeOrganization, makeWorkspace } from '../test/factories'
import { inOrganization } from '../test/look'
import { purgeLegalHolds } from './writes'

afterAll(closeDatabase)

test('[WSP-9] a hold that stands is not purged, one that was lifted is', async () => {
  const organization = await makeOrganization()
  const { organizationId } = organization
  const { workspaceId } = await makeWorkspace(organization)
  const [standing, lifted] = [crypto.randomUUID(), crypto.randomUUID()]
  const left = await inOrganization(organizationId, async (tx) => {
    await tx.insert(legalHolds).values([
      { organizationId, id: standing, workspaceId, reason: 'A case' },
      { organizationId, id: lifted, workspaceId, reason: 'A case that is over', liftedAt: new Date() },
    ])
    expect(await purgeLegalHolds(tx, { organizationId, workspaceId }, 10)).toBe(1)
    return tx.select({ id: legalHolds.id }).from(legalHolds)
  })
  expect(left).toEqual([{ id: standing }])
})
