import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { actingAs } from '../lib/call'
import { findPlaces, listFolder } from '../lib/files/queries'
import { give, makePath } from '../lib/files/testing/tree'
import { setPolicy } from '../lib/policies/changes'
import {
  makeFile,
  makeHugeFile,
  makeUser,
  makeWorkspace,
  type TestOrganization,
  type TestUser,
  unwrap,
} from '../lib/test/factories'
import { actorOf } from '../lib/test/look'
import { expect, test } from './fixtures'

const GiB = 1024 ** 3
const tray = (page: Page) => page.getByRole('region', { name: 'Uploads' })
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
const files = (page: Page) => page.getByLabel('Files to upload')
const file = (name: string, text = 'three') => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })

/** A workspace with its administrator, a member, and a folder that the member opens. */
async function makePlans(organization: TestOrganization) {
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

async function namesIn(user: TestUser, folderId: string) {
  const list = await listFolder(await actorOf(user), folderId, { sort: 'name' })
  return list?.rows.map(({ name }) => name)
}

test('[FIL-6] files are chosen with the button, and stand in the folder when the tray says so @phone', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, folderId } = await makePlans(organization)
  await signInAs(manager)
  await page.goto(`/files/${folderId}`)
  await page.getByRole('button', { name: 'Upload' }).first().click()
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('menuitem', { name: 'Files…' }).click()
  await (await choosing).setFiles([file('wing.step'), file('spar.step'), file('empty.txt', '')])
  await expect(tray(page)).toContainText('Uploaded 3 files')
  for (const name of ['wing.step', 'spar.step', 'empty.txt']) await expect(row(page, name)).toBeVisible()
  expect(await namesIn(manager, folderId)).toEqual(['empty.txt', 'spar.step', 'wing.step'])
  await tray(page).getByRole('button', { name: 'Close' }).click()
  await expect(tray(page)).toBeHidden()
})

/** Drops what lies on the disk, as a hand does. */
async function drop(page: Page, paths: readonly string[]) {
  const area = await page.getByRole('main').boundingBox()
  const at = { x: (area?.x ?? 0) + (area?.width ?? 0) / 2, y: (area?.y ?? 0) + 300 }
  const devtools = await page.context().newCDPSession(page)
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devtools.send('Input.dispatchDragEvent', { type, ...at, data })
}

test('[FIL-6] files and whole folders are dropped; what is in them stands in folders of their own', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, folderId } = await makePlans(organization)
  const disk = mkdtempSync(join(tmpdir(), 'atrium-drop-'))
  try {
    mkdirSync(join(disk, '2026/June/empty'), { recursive: true })
    writeFileSync(join(disk, '2026/readme.txt'), 'read me')
    writeFileSync(join(disk, '2026/June/wing.step'), 'a wing')
    writeFileSync(join(disk, 'loose.txt'), 'alone')
    await signInAs(manager)
    await page.goto(`/files/${folderId}`)
    await expect(page.getByText('Nothing in this folder yet')).toBeVisible()
    await drop(page, [join(disk, '2026'), join(disk, 'loose.txt')])
    await expect(tray(page)).toContainText('Uploaded 3 files')
    await expect(row(page, 'loose.txt')).toBeVisible()
    await page.getByRole('table').getByRole('link', { name: '2026' }).click()
    await expect(row(page, 'readme.txt')).toBeVisible()
    await page.getByRole('table').getByRole('link', { name: 'June' }).click()
    for (const name of ['wing.step', 'empty']) await expect(row(page, name)).toBeVisible()
    // The tray comes along from page to page.
    await expect(tray(page)).toContainText('Uploaded 3 files')
  } finally {
    rmSync(disk, { recursive: true })
  }
})

test('[FIL-6] names that are there already are asked for once: both are kept, replaced, or skipped @phone', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, folderId } = await makePlans(organization)
  for (const name of ['wing.step', 'spar.step']) await makeFile(manager, folderId, name)
  await signInAs(manager)
  await page.goto(`/files/${folderId}`)
  const asked = page.getByRole('dialog', { name: '2 names are there already' })
  const send = () => files(page).setInputFiles([file('Wing.step'), file('spar.step'), file('new.step')])
  await expect(page.getByRole('button', { name: 'Upload' }).first()).toBeVisible()

  await send()
  await expect(asked).toContainText('Wing.step')
  await asked.getByRole('button', { name: 'Cancel' }).click()
  await expect(asked).toBeHidden()
  await send()
  await asked.getByText('Skip', { exact: true }).click()
  await asked.getByRole('button', { name: 'Upload' }).click()
  await expect(tray(page)).toContainText('Uploaded one file')
  expect(await namesIn(manager, folderId)).toEqual(['new.step', 'spar.step', 'wing.step'])
  await tray(page).getByRole('button', { name: 'Close' }).click()

  await files(page).setInputFiles([file('Wing.step'), file('spar.step')])
  await asked.getByRole('button', { name: 'Upload' }).click()
  await expect(tray(page)).toContainText('Uploaded 2 files')
  expect(await namesIn(manager, folderId)).toContain('Wing (2).step')
  await tray(page).getByRole('button', { name: 'Close' }).click()

  await files(page).setInputFiles([file('wing.step', 'another'), file('spar.step', 'another')])
  await asked.getByText('Replace', { exact: true }).click()
  await asked.getByRole('button', { name: 'Upload' }).click()
  await expect(tray(page)).toContainText('Uploaded 2 files')
  expect((await namesIn(manager, folderId))?.length).toBe(5)
})

test('[FIL-6] who may only write is told why nothing is replaced', async ({ page, organization, signInAs }) => {
  const { manager, lin, folderId } = await makePlans(organization)
  await makeFile(manager, folderId, 'wing.step')
  await give(manager, folderId, lin, 'read')
  await give(manager, folderId, lin, 'write')
  await signInAs(lin)
  await page.goto(`/files/${folderId}`)
  await expect(page.getByRole('button', { name: 'Upload' }).first()).toBeVisible()
  await files(page).setInputFiles(file('wing.step'))
  const asked = page.getByRole('dialog', { name: 'This name is there already' })
  await expect(asked).toContainText('This takes Full in the folder it lies in.')
  await asked.getByRole('radio', { name: 'Replace' }).click({ force: true })
  await expect(asked.getByRole('radio', { name: 'Keep both' })).toBeChecked()
})

test('[FIL-2] who may not write has the button with the reason', async ({ page, organization, signInAs }) => {
  const { manager, lin, folderId } = await makePlans(organization)
  await give(manager, folderId, lin, 'read')
  await signInAs(lin)
  await page.goto(`/files/${folderId}`)
  await expect(page.getByRole('button', { name: 'Upload' })).toHaveAccessibleDescription(/This takes Write/)
})

test('[FIL-6] what a lost connection cut off goes on by itself', async ({ page, organization, signInAs }) => {
  const { manager, folderId } = await makePlans(organization)
  await signInAs(manager)
  await page.goto(`/files/${folderId}`)
  await expect(page.getByRole('button', { name: 'Upload' }).first()).toBeVisible()
  // So slow that it is on its way when the connection goes.
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  const speed = (offline: boolean, upload: number) =>
    devtools.send('Network.emulateNetworkConditions', {
      offline,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: upload,
    })
  await speed(false, 4 * 1024 * 1024)
  await files(page).setInputFiles({ name: 'large.bin', mimeType: '', buffer: Buffer.alloc(40 * 1024 * 1024, 7) })
  await expect(tray(page).getByText(/^[1-9]\d? % of 40\sMiB/)).toBeVisible()
  await speed(true, -1)
  await expect(tray(page)).toContainText('Waiting for the connection')
  expect(await namesIn(manager, folderId)).toEqual([])
  await speed(false, -1)
  await expect(tray(page)).toContainText('Uploaded one file', { timeout: 30_000 })
  expect(await namesIn(manager, folderId)).toEqual(['large.bin'])
})

test('[FIL-6] one is paused, goes on, and outlives a reload once its file is given again', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, folderId } = await makePlans(organization)
  const disk = mkdtempSync(join(tmpdir(), 'atrium-again-'))
  try {
    const path = join(disk, 'large.bin')
    writeFileSync(path, Buffer.alloc(40 * 1024 * 1024, 3))
    await signInAs(manager)
    await page.goto(`/files/${folderId}`)
    await expect(page.getByRole('button', { name: 'Upload' }).first()).toBeVisible()
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Network.enable')
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 4 * 1024 * 1024 }
    await devtools.send('Network.emulateNetworkConditions', slow)
    await files(page).setInputFiles(path)
    await expect(tray(page).getByText(/^[1-9]\d? % of 40\sMiB/)).toBeVisible()
    await tray(page).getByRole('button', { name: 'Pause large.bin' }).click()
    await expect(tray(page)).toContainText('Paused')
    await devtools.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 })
    await page.reload()
    await expect(tray(page)).toContainText('One file to go on with')
    writeFileSync(join(disk, 'other.bin'), 'another')
    await page.getByLabel('The same files').setInputFiles(join(disk, 'other.bin'))
    await expect(tray(page)).toContainText('These are other files')
    await page.getByLabel('The same files').setInputFiles(path)
    await expect(tray(page)).toContainText('Uploaded one file')
    expect(await namesIn(manager, folderId)).toEqual(['large.bin'])
  } finally {
    rmSync(disk, { recursive: true })
  }
})

test('[FIL-10] without room it says how much is left, and others go on', async ({ page, organization, signInAs }) => {
  const { organizationId, workspaceId, code, manager, folderId } = await makePlans(organization)
  const quota = { workspaceId, key: 'workspace-storage', value: 1, revision: 0 }
  unwrap(await actingAs(manager.claim, () => setPolicy(quota)))
  await makeHugeFile({ organizationId, folderId, name: 'huge.bin', size: GiB - 10 })
  await signInAs(manager)
  await page.goto(`/files/${folderId}`)
  await expect(page.getByRole('button', { name: 'Upload' }).first()).toBeVisible()
  await files(page).setInputFiles([file('much.txt', 'more than there is room for'), file('little.txt', 'fits')])
  await expect(tray(page)).toContainText('1 of 2 files failed')
  await expect(tray(page)).toContainText(/There is no room in this workspace: .* of 1\sGiB are left/)
  expect(await namesIn(manager, folderId)).toEqual(['huge.bin', 'little.txt'])
  await page.goto(`/workspaces/${code}`)
  await expect(page.getByText('of 1\u00a0GiB')).toBeVisible()
})

test('[FIL-1] a name that cannot be is refused in the tray, and the others go on', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, folderId } = await makePlans(organization)
  await signInAs(manager)
  await page.goto(`/files/${folderId}`)
  await expect(page.getByRole('button', { name: 'Upload' }).first()).toBeVisible()
  await files(page).setInputFiles([file('a\u202eb.txt'), file('good.txt')])
  await expect(tray(page)).toContainText('Leave out control and direction characters.')
  await expect(tray(page)).toContainText('1 of 2 files failed')
  expect(await namesIn(manager, folderId)).toEqual(['good.txt'])
})
