import type { Page } from '@playwright/test'
import { actingAs } from '../lib/call'
import { setRoles } from '../lib/delegation/changes'
import { makeUser, makeWorkspace, unwrap } from '../lib/test/factories'
import { expect, test } from './fixtures'

const list = '/organization/members'
const box = (page: Page, role: 'Organization Admin' | 'Workspace Admin', who: string) =>
  page.getByRole('checkbox', { name: `${role}, ${who}`, exact: true })

test('[DEL-1, DEL-5] the two roles are ticked one by one, and hold from the next request in an open page @phone', async ({
  page,
  organization,
  signInAs,
  browser,
}) => {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const lin = await makeUser(organization, { workspaceId, name: 'Lin Ode' })
  const theirs = await (await browser.newContext()).newPage()
  await signInAs(lin, theirs)
  expect((await theirs.goto(`/workspaces/${code}/members`))?.status()).toBe(404)

  await signInAs(organization.admin)
  await page.goto(list)
  await box(page, 'Workspace Admin', 'Lin Ode in Simulation').check()
  await expect(page.getByText('Lin Ode is now Workspace Admin in Simulation')).toBeVisible()
  await theirs.reload()
  await expect(theirs.getByRole('heading', { name: 'Members' })).toBeVisible()
  expect((await theirs.goto(list))?.status()).toBe(404)

  await box(page, 'Organization Admin', 'Lin Ode in Simulation').check()
  await expect(page.getByText('Lin Ode is now Organization Admin in Simulation')).toBeVisible()
  await theirs.reload()
  await expect(theirs.getByRole('heading', { name: 'Members' })).toBeVisible()

  await box(page, 'Organization Admin', 'Lin Ode in Simulation').uncheck()
  await expect(page.getByText('Lin Ode is no longer Organization Admin in Simulation')).toBeVisible()
  expect((await theirs.reload())?.status()).toBe(404)
  expect((await theirs.goto(`/workspaces/${code}/members`))?.status()).toBe(200)
  await page.reload()
  await expect(box(page, 'Workspace Admin', 'Lin Ode in Simulation')).toBeChecked()
  await expect(box(page, 'Organization Admin', 'Lin Ode in Simulation')).not.toBeChecked()
})

test('[DEL-1] each user of a person carries its own, and a tick can be taken back', async ({
  page,
  organization,
  signInAs,
}) => {
  const { workspaceId } = await makeWorkspace(organization, 'Simulation')
  const { email } = await makeUser(organization, { workspaceId, name: 'Lin Ode' })
  await makeUser(organization, { email, name: 'Lin Ode' })
  await signInAs(organization.admin)
  await page.goto(list)
  await box(page, 'Workspace Admin', 'Lin Ode in Simulation').check()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Lin Ode is no longer Workspace Admin in Simulation')).toBeVisible()
  await expect(box(page, 'Workspace Admin', 'Lin Ode in Simulation')).not.toBeChecked()
  await expect(box(page, 'Workspace Admin', 'Lin Ode in Default')).not.toBeChecked()
})

test('[DEL-2] the workspace’s own page shows the roles, not to be changed, and why', async ({
  page,
  organization,
  signInAs,
}) => {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true, name: 'Mia Roe' })
  await makeUser(organization, { workspaceId, name: 'Lin Ode' })
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/members`)
  await expect(box(page, 'Workspace Admin', 'Mia Roe in Simulation')).toBeChecked()
  const theirs = box(page, 'Workspace Admin', 'Lin Ode in Simulation')
  // To Playwright a refused box counts as disabled; a hand can press it, and nothing happens.
  await theirs.click({ force: true })
  await expect(theirs).not.toBeChecked()
  await expect(theirs).toHaveAccessibleDescription('Only an Organization Admin can give or take this role.')
  await expect(page.getByRole('tooltip')).toBeVisible()
})

test('[DEL-2] an Organization Admin, too, is sent from there to the organization portal', async ({
  page,
  organization,
  signInAs,
}) => {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  await makeUser(organization, { workspaceId, name: 'Lin Ode' })
  await signInAs(organization.admin)
  await page.goto(`/workspaces/${code}/members`)
  const role = box(page, 'Workspace Admin', 'Lin Ode in Simulation')
  await role.click({ force: true })
  await expect(role).not.toBeChecked()
  await expect(role).toHaveAccessibleDescription(
    'Roles are given and taken in the organization portal, at Teams › Members.',
  )
})

test('[DEL-3] the last Organization Admin cannot be unticked, and the box says why', async ({
  page,
  organization,
  signInAs,
}) => {
  await makeUser(organization, { name: 'Lin Ode' })
  await signInAs(organization.admin)
  await page.goto(list)
  const own = box(page, 'Organization Admin', 'Ada Fennwick in Default')
  await own.click({ force: true })
  await expect(own).toBeChecked()
  await expect(own).toHaveAccessibleDescription('This is the last Organization Admin. Make somebody else one first.')
})

test('[DEL-3] a page from before is refused by the server, at the box that was pressed', async ({
  page,
  organization,
  signInAs,
}) => {
  const other = await makeUser(organization, { name: 'Lin Ode', isOrganizationAdmin: true })
  const revoke = () => setRoles({ chosen: { userIds: [other.userId] }, role: 'organization-admin', isGranted: false })
  await signInAs(organization.admin)
  await page.goto(list)
  await expect(box(page, 'Organization Admin', 'Lin Ode in Default')).toBeChecked()
  unwrap(await actingAs(organization.admin.claim, revoke))

  await box(page, 'Organization Admin', 'Ada Fennwick in Default').click()
  const dialog = page.getByRole('dialog', { name: 'Give up Organization Admin yourself?' })
  await dialog.getByRole('button', { name: 'Remove Organization Admin' }).click()
  await expect(dialog).toContainText('This is the last Organization Admin. Make somebody else one first.')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(box(page, 'Organization Admin', 'Ada Fennwick in Default')).toBeChecked()

  await box(page, 'Organization Admin', 'Lin Ode in Default').click()
  await expect(page.getByText('They are no Organization Admin.')).toBeVisible()
  // And then the page shows what holds.
  await expect(box(page, 'Organization Admin', 'Lin Ode in Default')).not.toBeChecked()
  await page.keyboard.press('Escape')
  await expect(page.getByText('They are no Organization Admin.')).toBeHidden()
})

test('[DEL-3] whoever gives the role up themselves is asked first, and is then out of the portal', async ({
  page,
  organization,
  signInAs,
}) => {
  await makeUser(organization, { name: 'Lin Ode', isOrganizationAdmin: true })
  await signInAs(organization.admin)
  await page.goto(list)
  await box(page, 'Organization Admin', 'Ada Fennwick in Default').click()
  const dialog = page.getByRole('dialog', { name: 'Give up Organization Admin yourself?' })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(box(page, 'Organization Admin', 'Ada Fennwick in Default')).toBeChecked()
  await box(page, 'Organization Admin', 'Ada Fennwick in Default').click()
  await dialog.getByRole('button', { name: 'Remove Organization Admin' }).click()
  await expect(page.getByText('You are no longer Organization Admin')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Welcome, Ada Fennwick' })).toBeVisible()
  expect((await page.goto(list))?.status()).toBe(404)
})

test('[WSP-10] taking the last Workspace Admin’s role warns first', async ({ page, organization, signInAs }) => {
  const { workspaceId } = await makeWorkspace(organization, 'Simulation')
  await makeUser(organization, { workspaceId, name: 'Mia Roe', isWorkspaceAdmin: true })
  await signInAs(organization.admin)
  await page.goto(list)
  const role = box(page, 'Workspace Admin', 'Mia Roe in Simulation')
  await role.click()
  const dialog = page.getByRole('dialog', { name: 'Leave Simulation without a Workspace Admin?' })
  await expect(dialog).toContainText('only Organization Admins can run it then')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(role).toBeChecked()
  await role.click()
  await dialog.getByRole('button', { name: 'Remove Workspace Admin' }).click()
  await expect(page.getByText('Mia Roe is no longer Workspace Admin in Simulation')).toBeVisible()
  await expect(role).not.toBeChecked()
})
