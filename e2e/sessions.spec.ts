import type { Page } from '@playwright/test'
import { makeSession, makeUser, makeWorkspace } from '../lib/test/factories'
import { expect, test } from './fixtures'

const list = '/organization/sessions'
const rows = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })

async function chooseInMenu(page: Page, name: string, item: string) {
  await rows(page, name)
    .first()
    .getByRole('button', { name: `More for ${name}` })
    .click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('[SWI-5] a session that an Organization Admin ends is out at its next request, in that browser @phone', async ({
  page,
  organization,
  signInAs,
  browser,
}) => {
  const lin = await makeUser(organization, { name: 'Lin Ode' })
  const elsewhere = await (await browser.newContext()).newPage()
  await signInAs(lin, elsewhere)
  await elsewhere.goto('/')
  await expect(elsewhere.getByRole('heading', { name: /Welcome/ })).toBeVisible()

  await signInAs(organization.admin)
  await page.goto(list)
  await expect(rows(page, 'Ada Fennwick').getByText('This browser')).toBeVisible()
  await expect(rows(page, 'Lin Ode')).toContainText(lin.email)
  await chooseInMenu(page, 'Lin Ode', 'Sign out this browser')
  await expect(page.getByText(/Lin Ode is signed out of/)).toBeVisible()
  await expect(rows(page, 'Lin Ode')).toHaveCount(0)
  await elsewhere.reload()
  await expect(elsewhere).toHaveURL(/\/sign-in/)
})

test('[SWI-5] all browsers of a person are signed out at once, whichever user they act as', async ({
  page,
  organization,
  signInAs,
}) => {
  const { workspaceId } = await makeWorkspace(organization, 'Simulation')
  const lin = await makeUser(organization, { name: 'Lin Ode', email: 'lin@example.org' })
  await makeSession(lin)
  await makeSession(await makeUser(organization, { name: 'Lin Ode', email: 'lin@example.org', workspaceId }))
  await signInAs(organization.admin)
  await page.goto(list)
  await page.getByRole('searchbox', { name: 'Search sessions' }).fill('lin@')
  await expect(rows(page, 'Ada Fennwick')).toHaveCount(0)
  await expect(rows(page, 'Lin Ode')).toHaveCount(2)
  await expect(rows(page, 'Lin Ode').filter({ hasText: 'Simulation' })).toHaveCount(1)
  await chooseInMenu(page, 'Lin Ode', 'Sign out all their browsers')
  await expect(page.getByText('Lin Ode is signed out everywhere')).toBeVisible()
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await page.getByRole('link', { name: 'Clear search' }).click()
  await expect(rows(page, 'Ada Fennwick')).toHaveCount(1)
})

test('[SEC-7] sign-ins have a page of their own, filtered by event and taken away as a file', async ({
  page,
  organization,
  signInAs,
}) => {
  await signInAs(organization.admin)
  await page.goto('/organization/workspaces')
  await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export CSV' }).click()])
  await page.goto('/organization/sign-ins')
  await expect(page.getByRole('row').filter({ hasText: 'Exported workspaces as CSV' })).toHaveCount(1)
  await page.goto('/organization/sign-ins?event=switched')
  await expect(page.getByText('Nothing matches')).toBeVisible()
  const exported = page.getByRole('link', { name: 'Export CSV' })
  await expect(exported).toHaveAttribute('href', /log=sign-ins.*event=switched/)
  await page.goto('/organization/audit')
  await expect(page.getByRole('navigation', { name: 'Which log' })).toHaveCount(0)
})

test('[SEC-4] others do not find the sessions and the sign-ins', async ({ page, organization, signInAs }) => {
  await signInAs(await makeUser(organization, { isWorkspaceAdmin: true }))
  for (const path of [list, '/organization/sign-ins']) expect((await page.goto(path))?.status(), path).toBe(404)
})
