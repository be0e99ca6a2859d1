import { expect, test } from 'vitest'
import { reading } from '../database/client'
import { makeOrganization, makeUser, makeWorkspace } from '../test/factories'
import { actorOf } from '../test/look'
import { readWorkspaceByCode } from './facts'

test('[SEC-4] a workspace is read by its ID by who administers it, and not found by others', async () => {
  const organization = await makeOrganization()
  const lab = await makeWorkspace(organization, 'Lab')
  const other = await makeWorkspace(organization, 'Other')
  const actor = await actorOf(await makeUser(organization, { workspaceId: lab.workspaceId, isWorkspaceAdmin: true }))
  const read = (code: string) => reading(organization.organizationId, (tx) => readWorkspaceByCode(tx, actor, code))
  expect(await read(lab.code)).toEqual({ id: lab.workspaceId, code: lab.code, name: 'Lab' })
  for (const code of [other.code, '99-9999999']) await expect(read(code)).rejects.toThrow()
})
