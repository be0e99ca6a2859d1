import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { actingAs } from '../lib/call'
import { setRoles } from '../lib/delegation/changes'
import { makeUser, makeWorkspace, type TestUser, unwrap } from '../lib/test/factories'
import { expect, test } from './fixtures'
import { newestMailTo } from './mail'

/** Mail of all tests lands in one folder. */
const fresh = (name: string) => `${name}-${crypto.randomUUID().slice(0, 8)}@example.org`
const bell = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const menu = (page: Page) => page.getByRole('dialog', { name: 'Notices' })
const row = (page: Page, name: RegExp) => page.getByRole('row').filter({ hasText: name })

const giveRole = async (
  by: TestUser,
  user: TestUser,
  role: 'organization-admin' | 'workspace-admin',
  isGranted = true,
) =>
  unwrap(
    await actingAs(by.claim, () => setRoles({ chosen: { userIds: [user.userId] }, role, isGranted, isWarned: true })),
  )

test('[USR-3] a role given in one browser is told in the other: by the bell, which leads there, and by mail @phone', async ({
  page,
  organization,
  signInAs,
  browser,
}) => {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const lin = await makeUser(organization, { workspaceId, name: 'Lin Ode', email: fresh('lin') })
  const theirs = await (await browser.newContext({ viewport: page.viewportSize() })).newPage()
  await signInAs(lin, theirs)
  await theirs.goto('/')
  await expect(bell(theirs, 'Notices')).toBeVisible()

  await signInAs(organization.admin)
  await page.goto('/organization/members')
  await page.getByRole('checkbox', { name: /^Workspace Admin, Lin Ode/ }).check()
  await expect(page.getByText(/Lin Ode .*Workspace Admin/).first()).toBeVisible()

  // Their next page, without loading the frame around it again.
  await theirs.getByRole('link', { name: 'Profile and sign-in workspace' }).click()
  await bell(theirs, 'Notices, 1 unread').click()
  const told = menu(theirs).getByRole('link', { name: /You are Workspace Admin in Simulation now/ })
  await expect(told).toHaveAccessibleName(/^Unread: /)
  expect((await new AxeBuilder({ page: theirs }).analyze()).violations).toEqual([])
  await expect(menu(theirs)).toContainText('An Organization Admin gave you the role Workspace Admin.')
  await told.click()
  await expect(theirs).toHaveURL(`/workspaces/${code}`)
  await expect(theirs.getByRole('region', { name: 'Open portal' })).toContainText('Simulation')
  await expect(bell(theirs, 'Notices')).toBeVisible()
  await theirs.reload()
  await expect(bell(theirs, 'Notices')).toBeVisible()
  await expect
    .poll(() => newestMailTo(lin.email), { timeout: 20_000 })
    .toMatch(new RegExp(`gave you the role Workspace Admin[\\s\\S]+/workspaces/${code}\\n`))
})

test('[USR-3] a notice of another of one’s users offers to switch to it', async ({ page, organization, signInAs }) => {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const lin = await makeUser(organization, { name: 'Lin Ode', email: fresh('lin') })
  const away = await makeUser(organization, { email: lin.email, name: 'Lin Ode', workspaceId })
  await giveRole(organization.admin, away, 'workspace-admin')
  await signInAs(lin)
  await page.goto('/')
  await bell(page, 'Notices, 1 unread').click()
  await menu(page)
    .getByRole('link', { name: /You are Workspace Admin in Simulation now/ })
    .click()
  await page.getByRole('button', { name: 'Switch to Simulation' }).click()
  await expect(page).toHaveURL(`/workspaces/${code}`)
  await expect(page.getByRole('region', { name: 'Open portal' })).toContainText('Simulation')
})

test('[USR-3] all notices have a page: filtered, read one by one, by keys, and all at once @phone', async ({
  page,
  organization,
  signInAs,
}) => {
  const lin = await makeUser(organization, { name: 'Lin Ode', email: fresh('lin') })
  await signInAs(lin)
  await page.goto('/notices')
  await expect(page.getByText('No notices yet')).toBeVisible()
  for (const isGranted of [true, false, true]) await giveRole(organization.admin, lin, 'workspace-admin', isGranted)
  await giveRole(organization.admin, lin, 'organization-admin')

  await page.goto('/notices?state=unread')
  await expect(page.getByRole('row', { name: /Unread/ })).toHaveCount(4)
  await page.getByRole('button', { name: /^Mark as read: You are no longer Workspace Admin/ }).click()
  await expect(row(page, /no longer Workspace Admin/)).toHaveCount(0)
  await expect(bell(page, 'Notices, 3 unread')).toBeVisible()

  await row(page, /You are Organization Admin/).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/organization')
  await page.goBack()
  await expect(page.getByRole('row', { name: /Unread/ })).toHaveCount(2)
  await expect(bell(page, 'Notices, 2 unread')).toBeVisible()

  await page.getByRole('button', { name: 'Mark all as read' }).click()
  await expect(page.getByText('Nothing unread')).toBeVisible()
  await expect(bell(page, 'Notices')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Mark all as read' })).toHaveAccessibleDescription(/read every one/)
  await page.getByRole('link', { name: 'All', exact: true }).click()
  await expect(row(page, /Admin/)).toHaveCount(4)
  await expect(page.getByRole('row', { name: /Unread/ })).toHaveCount(0)
})

test('[USR-3] one that comes while the list is open stays unread when all are marked', async ({
  page,
  organization,
  signInAs,
}) => {
  const lin = await makeUser(organization, { name: 'Lin Ode', email: fresh('lin') })
  await giveRole(organization.admin, lin, 'workspace-admin')
  await signInAs(lin)
  await page.goto('/notices')
  await giveRole(organization.admin, lin, 'organization-admin')
  await page.getByRole('button', { name: 'Mark all as read' }).click()
  await expect(page.getByText('One notice is read')).toBeVisible()
  await expect(bell(page, 'Notices, 1 unread')).toBeVisible()
  await expect(page.getByRole('row', { name: /Unread/ })).toContainText('You are Organization Admin in')
})
