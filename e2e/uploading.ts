import { expect, type Page } from '@playwright/test'
import { findPlaces, listFolder } from '../lib/files/queries'
import { makePath } from '../lib/files/testing/tree'
import { makeUser, makeWorkspace, type TestOrganization, type TestUser } from '../lib/test/factories'
import { actorOf } from '../lib/test/look'

export const tray = (page: Page) => page.getByRole('region', { name: 'Uploads' })
export const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
export const files = (page: Page) => page.getByLabel('Files to upload')
export const file = (name: string, text = 'three') => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })

/** A workspace with its administrator, a member, and a folder that the member opens. */
export async function makePlans(organization: TestOrganization) {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true, name: 'Mia Roe' })
  const lin = await makeUser(organization, { workspaceId, name: 'Lin Ode' })
  const { rootId } = await findPlaces(await actorOf(manager), workspaceId)
  const [folderId = ''] = await makePath(manager, rootId ?? '', 'Plans')
  return {
    organizationId: organization.organizationId,
    workspaceId,
    code,
    manager,
    lin,
    folderId,
    rootId: rootId ?? '',
  }
}

export async function namesIn(user: TestUser, folderId: string) {
  const list = await listFolder(await actorOf(user), folderId, { sort: 'name' })
  return list?.rows.map(({ name }) => name)
}

/** How fast the browser sends, in MiB a second; null is as fast as it can, and 0 not at all: the connection is lost. */
export async function sendAt(page: Page) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  return (speed: number | null) =>
    devtools.send('Network.emulateNetworkConditions', {
      offline: speed === 0,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: speed ? speed * 1024 * 1024 : -1,
    })
}

/** The folder of `makePlans`, opened by its administrator, whose browser sends so slowly that one sees it on its way. */
export async function openSlowly(
  page: Page,
  organization: TestOrganization,
  signInAs: (user: TestUser) => Promise<void>,
) {
  const plans = await makePlans(organization)
  await signInAs(plans.manager)
  await page.goto(`/files/${plans.folderId}`)
  await expect(page.getByRole('button', { name: 'Upload' }).first()).toBeVisible()
  const speed = await sendAt(page)
  await speed(4)
  return { ...plans, speed }
}

/** It takes ten seconds at 4 MiB a second. */
export const large = (name: string) => ({ name, mimeType: '', buffer: Buffer.alloc(40 * 1024 * 1024, 7) })
