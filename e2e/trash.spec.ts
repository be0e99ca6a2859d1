import type { Page } from '@playwright/test'
import { actingAs } from '../lib/call'
import { trashNodes } from '../lib/files/changes'
import { makePath } from '../lib/files/testing/tree'
import { setPolicy } from '../lib/policies/changes'
import { agePolicies, ageTrash, ageVersion, queuePurge } from '../lib/purge/testing/aging'
import { makeFile, replaceFile, type TestUser, unwrap } from '../lib/test/factories'
import { makeSimulation, row } from './file-manager'
import { expect, test } from './fixtures'

const day = 86_400_000
/** A day from now on, as pages write it in the tests’ time zone. */
const dayIn = (days: number) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(Date.now() + days * day),
  )

const trash = async (by: TestUser, ...nodeIds: string[]) =>
  unwrap(await actingAs(by.claim, () => trashNodes({ nodeIds })))

/** Opens a page again until it no longer says something. */
const untilGone = (page: Page, gone: ReturnType<Page['getByText']>) =>
  expect(async () => {
    await page.reload()
    await expect(page.getByRole('main')).toBeVisible()
    await expect(gone).toHaveCount(0, { timeout: 500 })
  }).toPass({ timeout: 30_000 })

test('[FIL-8] the trash says when each thing is purged; then it is gone, and its room is free @phone', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, rootId, code } = await makeSimulation(organization)
  const [old = '', young = ''] = [
    ...(await makePath(manager, rootId, 'Old')),
    ...(await makePath(manager, rootId, 'Young')),
  ]
  await makeFile(manager, old, 'wing.step', 'x'.repeat(3 * 1024))
  await makeFile(manager, young, 'spar.step', 'x'.repeat(2 * 1024))
  await trash(manager, old, young)
  await ageTrash(old, 29)
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/files/trash`)
  await expect(row(page, 'Young')).toContainText(dayIn(30))
  await expect(row(page, 'Old')).toContainText(dayIn(1))
  await page.goto(`/workspaces/${code}`)
  await expect(page.getByText('5\u00a0KiB')).toBeVisible()

  await ageTrash(old, 31)
  await queuePurge()
  await page.goto(`/workspaces/${code}/files/trash`)
  await expect(row(page, 'Young')).toBeVisible()
  await untilGone(page, page.getByText('Old', { exact: true }))
  await expect(row(page, 'Young')).toBeVisible()
  await page.goto(`/workspaces/${code}`)
  await untilGone(page, page.getByText('5\u00a0KiB'))
  await expect(page.getByText('2\u00a0KiB')).toBeVisible()
})

test('[FIL-9] an older version says when it is purged, and then is gone', async ({ page, organization, signInAs }) => {
  const { manager, rootId, code } = await makeSimulation(organization)
  const wing = await makeFile(manager, rootId, 'wing.step', 'first')
  await replaceFile(manager, rootId, 'wing.step', 'second')
  await replaceFile(manager, rootId, 'wing.step', 'third')
  await ageVersion(wing, 1, 20)
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/files/${rootId}?details=${wing}`)
  const version = (number: number) =>
    page
      .getByRole('dialog')
      .getByRole('listitem')
      .filter({ hasText: `Version ${number}` })
  await expect(version(1)).toContainText(`Purged on ${dayIn(10)}`)
  await expect(version(2)).toContainText(`Purged on ${dayIn(30)}`)
  await expect(version(3)).not.toContainText('Purged')
  await ageVersion(wing, 1, 31)
  await queuePurge()
  await untilGone(page, page.getByText('Version 1', { exact: true }))
  await expect(version(2)).toBeVisible()
})

test('[POL-5] a workspace chooses its trash period within the organization’s; what is there is not purged for a day', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, rootId, workspaceId, code } = await makeSimulation(organization)
  const [old = ''] = await makePath(manager, rootId, 'Old')
  await trash(manager, old)
  await ageTrash(old, 10)
  const shortest = { workspaceId: null, key: 'shortest-trash-period', value: 7, revision: 0 }
  unwrap(await actingAs(organization.admin.claim, () => setPolicy(shortest)))
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/policies?edit=trash-period`)
  const dialog = page.getByRole('dialog', { name: 'Trash period' })
  await dialog.getByText('For this workspace', { exact: true }).click()
  await dialog.getByLabel('Days').fill('6')
  await dialog.getByRole('button', { name: 'Review' }).click()
  await expect(dialog.getByRole('alert')).toContainText('The organization has set that it is from 7 days to 365 days.')
  await dialog.getByLabel('Days').fill('7')
  await dialog.getByRole('button', { name: 'Review' }).click()
  await expect(dialog).toContainText('One thing in the trash is purged, 24 hours from then at the earliest.')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  const line = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: 'Trash period', exact: true }) })
  await expect(line).toContainText('Set by this workspace')
  await expect(line).toContainText('Otherwise: 30 days')

  await page.goto(`/workspaces/${code}/files/trash`)
  await expect(row(page, 'Old')).toContainText(dayIn(1))
  await agePolicies(organization.organizationId, 25)
  await queuePurge()
  await untilGone(page, page.getByText('Old', { exact: true }))
  const again = { workspaceId, key: 'trash-period', value: 400, revision: 1 }
  expect(await actingAs(manager.claim, () => setPolicy(again))).toMatchObject({ code: 'out-of-bounds' })
})
