import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { actingAs } from '../lib/call'
import { give } from '../lib/files/testing/tree'
import { setPolicy } from '../lib/policies/changes'
import { makeFile, makeHugeFile, unwrap } from '../lib/test/factories'
import { expect, test } from './fixtures'
import { file, files, makePlans, namesIn, row, tray } from './uploading'

const GiB = 1024 ** 3

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
