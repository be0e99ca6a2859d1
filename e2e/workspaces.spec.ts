import type { Page } from '@playwright/test'
import { actingAs } from '../lib/call'
import { makeUser, makeWorkspace } from '../lib/test/factories'
import { deleteWorkspace } from '../lib/workspaces/changes'
import { expect, test } from './fixtures'

const list = '/organization/workspaces'
const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })

async function chooseInMenu(page: Page, name: string, item: string) {
  await row(page, name)
    .getByRole('button', { name: `More for ${name}` })
    .click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('[WSP-2] an Organization Admin creates, opens, renames and deletes a workspace @phone', async ({
  page,
  organization,
  signInAs,
}) => {
  await signInAs(organization.admin)
  await page.goto(list)
  await page.getByRole('link', { name: 'New Workspace' }).click()
  const dialog = page.getByRole('dialog', { name: 'New Workspace' })
  await dialog.getByLabel('Name').fill('Aero EU')
  await dialog.getByLabel('Description').fill('External aerodynamics')
  await dialog.getByRole('button', { name: 'Create Workspace' }).click()
  await expect(page.getByText(/Created Aero EU, workspace ID \d{2}-\d{7}/)).toBeVisible()
  await expect(dialog).toBeHidden()
  await expect(row(page, 'Aero EU')).toContainText('External aerodynamics')

  await row(page, 'Aero EU').getByRole('link', { name: 'Aero EU' }).click()
  const banner = page.getByRole('region', { name: 'Open portal' })
  await expect(banner).toContainText('Workspace')
  await expect(banner).toContainText('Aero EU')
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()

  await page.goto(list)
  await chooseInMenu(page, 'Aero EU', 'Rename or describe')
  const edit = page.getByRole('dialog', { name: 'Edit Aero EU' })
  await edit.getByLabel('Name').fill('Aero Europe')
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(row(page, 'Aero Europe')).toBeVisible()

  await chooseInMenu(page, 'Aero Europe', 'Delete')
  const confirm = page.getByRole('dialog', { name: 'Delete Aero Europe' })
  await confirm.getByLabel('Type “Aero Europe” to confirm').fill('Aero Europe')
  await confirm.getByRole('button', { name: 'Delete Workspace' }).click()
  await expect(row(page, 'Aero Europe')).toBeHidden()
  await expect(row(page, 'Default')).toBeVisible()
})

test('[WSP-2] others do not find the page, and a stale one is refused by the server', async ({
  page,
  organization,
  signInAs,
}) => {
  await signInAs(await makeUser(organization, { isWorkspaceAdmin: true }))
  const answer = await page.goto(list)
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'Not found' })).toBeVisible()
})

test('[WSP-3] a taken name is refused beside the field, and what was typed stays', async ({
  page,
  organization,
  signInAs,
}) => {
  await makeWorkspace(organization, 'Aero EU')
  await signInAs(organization.admin)
  await page.goto(`${list}?new=1`)
  const dialog = page.getByRole('dialog', { name: 'New Workspace' })
  await dialog.getByLabel('Name').fill('aero  eu')
  await dialog.getByLabel('Description').fill('Kept')
  await dialog.getByRole('button', { name: 'Create Workspace' }).click()
  await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription(
    '“Aero EU” has this name already. Case and extra spaces do not make it different.',
  )
  await expect(dialog.getByLabel('Name')).toBeFocused()
  await expect(dialog.getByLabel('Name')).toHaveValue('aero  eu')
  await expect(dialog.getByLabel('Description')).toHaveValue('Kept')
})

test('[WSP-4] the workspace ID shows beside the name with a copy button', async ({
  page,
  organization,
  signInAs,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { code } = await makeWorkspace(organization, 'Simulation')
  await signInAs(organization.admin)
  await page.goto(list)
  await row(page, 'Simulation')
    .getByRole('button', { name: `Copy workspace ID ${code}` })
    .click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code)
})

test('[WSP-5] deleting counts what will be lost, asks for the name, and leaves nothing to open', async ({
  page,
  organization,
  signInAs,
}) => {
  const { workspaceId, code } = await makeWorkspace(organization, 'Crash Safety')
  for (let users = 0; users < 3; users++) await makeUser(organization, { workspaceId })
  await signInAs(organization.admin)
  await page.goto(list)
  await chooseInMenu(page, 'Crash Safety', 'Delete')
  const dialog = page.getByRole('dialog', { name: 'Delete Crash Safety' })
  await expect(dialog.getByText('3', { exact: true })).toBeVisible()
  const button = dialog.getByRole('button', { name: 'Delete Workspace' })
  // To Playwright a refused button counts as disabled; a hand can press it, and nothing happens.
  await button.click({ force: true })
  await expect(button).toHaveAccessibleDescription('Type “Crash Safety” first.')
  await expect(dialog).toBeVisible()
  await dialog.getByLabel('Type “Crash Safety” to confirm').fill('Crash Safety')
  await button.click()
  await expect(dialog).toBeHidden()
  expect((await page.goto(`/workspaces/${code}`))?.status()).toBe(404)
  await expect(async () => {
    await page.goto('/organization/operations?state=ended')
    await expect(page.getByRole('row').filter({ hasText: 'Crash Safety' })).toContainText('Done', { timeout: 500 })
  }).toPass({ timeout: 20_000 })
})

test('[WSP-6] the Default Workspace carries its mark and says why it cannot be deleted', async ({
  page,
  organization,
  signInAs,
}) => {
  await signInAs(organization.admin)
  await page.goto(list)
  await expect(row(page, 'Default').getByText('Default', { exact: true })).toHaveCount(2)
  await row(page, 'Default').getByRole('button', { name: 'More for Default' }).click()
  const item = page.getByRole('menuitem', { name: 'Delete' })
  await expect(item).toContainText('The Default Workspace cannot be deleted.')
})

test('[WSP-9] a workspace is not deleted while the person acts as a user of it', async ({
  page,
  organization,
  signInAs,
}) => {
  const { workspaceId } = await makeWorkspace(organization, 'Acoustics')
  await signInAs(await makeUser(organization, { workspaceId, isOrganizationAdmin: true }))
  await page.goto(list)
  await row(page, 'Acoustics').getByRole('button', { name: 'More for Acoustics' }).click()
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toContainText('Switch first')
})

test('[WSP-10] a workspace without an active Workspace Admin is marked on the Overview', async ({
  page,
  organization,
  signInAs,
}) => {
  const { workspaceId } = await makeWorkspace(organization, 'Battery Lab')
  await makeUser(organization, { isWorkspaceAdmin: true })
  await signInAs(organization.admin)
  await page.goto('/organization')
  const note = page.getByText('One workspace has no active Workspace Admin, so only Organization Admins can run it')
  await expect(note).toContainText('Battery Lab')
  await expect(page.getByRole('row', { name: 'Battery Lab' })).toContainText('No Workspace Admin')
  await makeUser(organization, { workspaceId, isWorkspaceAdmin: true })
  await page.reload()
  await expect(page.getByRole('row', { name: 'Battery Lab' })).toBeVisible()
  await expect(note).toBeHidden()
  await expect(page.getByText('No Workspace Admin')).toBeHidden()
})

test('[SEC-9] saving over somebody else’s change is refused, with theirs beside mine', async ({
  page,
  organization,
  signInAs,
  context,
}) => {
  await makeWorkspace(organization, 'Aero')
  await signInAs(organization.admin)
  const other = await context.newPage()
  for (const tab of [page, other]) {
    await tab.goto(list)
    await chooseInMenu(tab, 'Aero', 'Rename or describe')
    await expect(tab.getByRole('dialog', { name: 'Edit Aero' }).getByLabel('Name')).toHaveValue('Aero')
  }
  await other.getByLabel('Name').fill('Aero Theirs')
  await other.getByRole('button', { name: 'Save' }).click()
  await expect(other.getByRole('dialog', { name: 'Edit Aero' })).toBeHidden()
  await page.getByLabel('Name').fill('Aero Mine')
  await page.getByRole('button', { name: 'Save' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit Aero' })
  await expect(dialog).toContainText('Nothing of yours was written')
  await expect(dialog).toContainText('Aero Theirs')
  await expect(page.getByLabel('Name')).toHaveValue('Aero Mine')
  await page.getByRole('button', { name: 'Save over theirs' }).click()
  await expect(row(page, 'Aero Mine')).toBeVisible()
})

test('[WSP-3] a double click creates one workspace', async ({ page, organization, signInAs }) => {
  await signInAs(organization.admin)
  await page.goto(`${list}?new=1`)
  await page.getByLabel('Name').fill('Once')
  await page.getByRole('button', { name: 'Create Workspace' }).dblclick()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(row(page, 'Once')).toHaveCount(1)
})

test('[WSP-5] a page left open on a deleted workspace is told that it is gone', async ({
  page,
  organization,
  signInAs,
}) => {
  const { workspaceId, name } = await makeWorkspace(organization, 'Short Lived')
  await signInAs(organization.admin)
  await page.goto(list)
  await chooseInMenu(page, name, 'Rename or describe')
  await expect(page.getByRole('dialog')).toBeVisible()
  await actingAs(organization.admin.claim, () => deleteWorkspace({ workspaceId, typedName: name }))
  await page.getByLabel('Name').fill('Too late')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('dialog')).toContainText('There is no such thing here, or it is gone.')
})
