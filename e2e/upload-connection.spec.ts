import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mostOpen } from '../lib/rules/uploads'
import { settings } from '../lib/settings'
import { asDatabaseAdmin } from '../lib/test/look'
import { openMany } from '../lib/uploads/testing/uploading'
import { expect, test } from './fixtures'
import { file, files, large, makePlans, namesIn, openSlowly, row, sendAt, tray } from './uploading'

test('[FIL-6] what a lost connection cut off goes on by itself', async ({ page, organization, signInAs }) => {
  const { manager, folderId, speed } = await openSlowly(page, organization, signInAs)
  await files(page).setInputFiles(large('large.bin'))
  await expect(tray(page).getByText(/^[1-9]\d? % of 40\sMiB/)).toBeVisible()
  await speed(0)
  await expect(tray(page)).toContainText('Waiting for the connection')
  expect(await namesIn(manager, folderId)).toEqual([])
  await speed(null)
  await expect(tray(page)).toContainText('Uploaded one file', { timeout: 30_000 })
  expect(await namesIn(manager, folderId)).toEqual(['large.bin'])
})

test('[FIL-6] a file that arrives as the connection goes takes nothing along that is under way', async ({
  page,
  organization,
  signInAs,
}) => {
  const { speed } = await openSlowly(page, organization, signInAs)
  await files(page).setInputFiles([large('large.bin'), file('small.txt')])
  await expect(tray(page)).toContainText('Uploading 1 of 2 files')
  await speed(0)
  await expect(tray(page)).toContainText('Waiting for the connection')
  await speed(null)
  await expect(tray(page)).toContainText('Uploaded 2 files', { timeout: 30_000 })
  for (const name of ['large.bin', 'small.txt']) await expect(row(page, name)).toBeVisible()
})

test('[FIL-6] one that was refused is not taken up again with those that go on after a reload', async ({
  page,
  organization,
  signInAs,
}) => {
  await openSlowly(page, organization, signInAs)
  await files(page).setInputFiles([large('large.bin'), file('a\u202eb.txt')])
  await expect(tray(page)).toContainText('Leave out control and direction characters.')
  await expect(tray(page).getByText(/^[1-9]\d? % of 40\sMiB/)).toBeVisible()
  await tray(page).getByRole('button', { name: 'Pause large.bin' }).click()
  await page.reload()
  await expect(tray(page)).toContainText('One file to go on with')
  await expect(tray(page)).not.toContainText('txt')
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
    const speed = await sendAt(page)
    await speed(4)
    await files(page).setInputFiles(path)
    await expect(tray(page).getByText(/^[1-9]\d? % of 40\sMiB/)).toBeVisible()
    await tray(page).getByRole('button', { name: 'Pause large.bin' }).click()
    await expect(tray(page)).toContainText('Paused')
    await speed(null)
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

test('[FIL-6] who has as many open as they may waits until one ends, and then goes on by itself', async ({
  page,
  organization,
  signInAs,
}) => {
  const { organizationId, manager, folderId } = await makePlans(organization)
  await openMany(manager, folderId, mostOpen)
  await signInAs(manager)
  await page.goto(`/files/${folderId}`)
  await expect(page.getByRole('button', { name: 'Upload' }).first()).toBeVisible()
  await files(page).setInputFiles([file('wing.step'), file('spar.step')])
  await expect(tray(page)).toContainText('You have 200 uploads open, and more begin only once one of them ends.')
  await asDatabaseAdmin(
    (admin) => admin`delete from uploads where organization_id = ${organizationId} and name in ('old 1', 'old 2')`,
  )
  await expect(tray(page)).toContainText('Uploaded 2 files', { timeout: 40_000 })
  expect(await namesIn(manager, folderId)).toEqual(['spar.step', 'wing.step'])
})

test('[FIL-6] where nothing can be stored the tray says so, nothing is shown, and it goes on once that is mended', async ({
  page,
  organization,
  signInAs,
}) => {
  const { organizationId, manager, folderId } = await makePlans(organization)
  const blobs = join(settings().dataFolder, 'storage', 'blobs')
  mkdirSync(blobs, { recursive: true })
  // No folder can be made here.
  writeFileSync(join(blobs, organizationId), '')
  await signInAs(manager)
  await page.goto(`/files/${folderId}`)
  await expect(page.getByRole('button', { name: 'Upload' }).first()).toBeVisible()
  await files(page).setInputFiles(file('wing.step'))
  const reason = 'Atrium has no access to where files are kept. Tell whoever runs Atrium.'
  await expect(tray(page)).toContainText(reason, { timeout: 20_000 })
  expect(await namesIn(manager, folderId)).toEqual([])
  rmSync(join(blobs, organizationId))
  await tray(page).getByRole('button', { name: 'Try wing.step again' }).click()
  await expect(tray(page)).toContainText('Uploaded one file')
  await expect(row(page, 'wing.step')).toBeVisible()
})
