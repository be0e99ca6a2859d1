import { afterAll, expect, test, vi } from 'vitest'
import { closeDatabase } from '../database/client'
import { makeUser, makeWorkspace } from '../test/factories'
import { actorOf } from '../test/look'
import { openFolder } from './open'
import { findFolderIn } from './queries'
import { give, makePath, makeTree } from './testing/tree'

vi.mock('next/navigation', () => ({
  notFound: () => {
    throw new Error('not found')
  },
}))
afterAll(closeDatabase)

test('[SWI-9] a folder is opened, offered to another of the person’s users, or not found', async () => {
  const { organization, manager, user, rootId } = await makeTree()
  const [plans = ''] = await makePath(manager, rootId, 'Plans')
  await give(manager, plans, user, 'list')
  const other = await makeWorkspace(organization)
  const same = await makeUser(organization, { workspaceId: other.workspaceId, email: user.email })
  const stranger = await makeUser(organization, { workspaceId: other.workspaceId })
  expect(await openFolder(await actorOf(user), plans)).toMatchObject({ isOffer: false, folder: { name: 'Plans' } })
  expect(await openFolder(await actorOf(same), plans)).toMatchObject({ isOffer: true, user: { id: user.userId } })
  await expect(openFolder(await actorOf(stranger), plans)).rejects.toThrow('not found')
  await expect(openFolder(await actorOf(user), 'x')).rejects.toThrow('not found')
})

test('[SEC-4] in a workspace there are its own folders alone, also for who may open others', async () => {
  const { organization, manager, rootId, workspaceId, user } = await makeTree()
  const [plans = ''] = await makePath(manager, rootId, 'Plans')
  const other = await makeWorkspace(organization)
  const admin = await actorOf(organization.admin)
  expect(await findFolderIn(admin, workspaceId, plans)).toMatchObject({ name: 'Plans' })
  expect(await findFolderIn(admin, other.workspaceId, plans)).toBeNull()
  expect(await findFolderIn(await actorOf(user), workspaceId, plans)).toBeNull()
})
