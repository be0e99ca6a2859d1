import type { Page } from '@playwright/test'
import postgres from 'postgres'
import { actingAs } from '../lib/call'
import { setPolicy } from '../lib/policies/changes'
import { makeInvitation, makeUser, makeWorkspace, type TestOrganization, unwrap } from '../lib/test/factories'
import { expect, test } from './fixtures'

const settings = '/organization/policies'
const domains = 'Allowed e-mail domains'
const line = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title, exact: true }) })
const dialogOf = (page: Page, title: string) => page.getByRole('dialog', { name: title })

async function openForm(page: Page, title: string) {
  await line(page, title)
    .getByRole('link', { name: `Change ${title}` })
    .click()
  const dialog = dialogOf(page, title)
  await expect(dialog).toBeVisible()
  return dialog
}

/** What an Organization Admin sets without the page. */
const set = async (organization: TestOrganization, key: string, value: unknown, revision = 0) =>
  unwrap(await actingAs(organization.admin.claim, () => setPolicy({ workspaceId: null, key, value, revision })))

test('[POL-2] tightening the allowed domains shows first whom it hits, and then holds @phone', async ({
  page,
  organization,
  signInAs,
}) => {
  await makeUser(organization, { email: 'grace@example.net' })
  await makeInvitation(organization.admin, 'lin@example.net')
  await signInAs(organization.admin)
  await page.goto(settings)
  await expect(line(page, domains)).toContainText('Any domain')
  await expect(line(page, domains)).toContainText('Default')

  const dialog = await openForm(page, domains)
  await dialog.getByText('For the organization', { exact: true }).click()
  await dialog.getByLabel('Domains').fill('ada@example.org')
  await dialog.getByRole('button', { name: 'Review' }).click()
  await expect(dialog.getByLabel('Domains')).toHaveAccessibleDescription(/without the part before the @/)
  await dialog.getByLabel('Domains').fill('Example.org\nexample.com')
  await dialog.getByRole('button', { name: 'Review' }).click()
  await expect(dialog).toContainText('One active user has an address outside, and stays.')
  await expect(dialog).toContainText('One pending invitation can no longer be accepted.')
  await expect(dialog).toContainText('example.com, example.org')

  // Going back loses nothing, and nothing is saved before the second step.
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog.getByLabel('Domains')).toHaveValue('example.com\nexample.org')
  await dialog.getByRole('button', { name: 'Review' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(line(page, domains)).toContainText('example.com, example.org')
  await expect(line(page, domains)).toContainText('Set by the organization')
  await expect(line(page, domains)).toContainText('Changed by Ada Fennwick')
})

test('[POL-1] a workspace is stricter than its organization, sees what it would have otherwise, and is never looser', async ({
  page,
  organization,
  signInAs,
}) => {
  await set(organization, 'allowed-email-domains', ['example.com', 'example.org'])
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  await signInAs(await makeUser(organization, { workspaceId, isWorkspaceAdmin: true }))
  await page.goto(`/workspaces/${code}/policies`)
  await expect(line(page, domains)).toContainText('Set by the organization')

  const dialog = await openForm(page, domains)
  await dialog.getByText('For this workspace', { exact: true }).click()
  await dialog.getByLabel('Domains').fill('example.org\nexample.net')
  await dialog.getByRole('button', { name: 'Review' }).click()
  await expect(dialog).toContainText('A workspace can only be stricter than its organization')
  await dialog.getByLabel('Domains').fill('example.org')
  await dialog.getByRole('button', { name: 'Review' }).click()
  await expect(dialog).toContainText('Nothing that is there now is affected.')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(line(page, domains)).toContainText('Stricter than the organization')
  await expect(line(page, domains)).toContainText('Otherwise: example.com, example.org')

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(line(page, domains)).toContainText('Set by the organization')
})

test('[POL-1] what the organization alone sets is shown in a workspace with the reason', async ({
  page,
  organization,
  signInAs,
}) => {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  await signInAs(await makeUser(organization, { workspaceId, isWorkspaceAdmin: true }))
  await page.goto(`/workspaces/${code}/policies`)
  await expect(line(page, 'Session lifetime')).toContainText('14 days')
  await expect(line(page, 'Session lifetime')).toContainText('Only an Organization Admin sets it')
  await expect(line(page, 'Session lifetime').getByRole('link')).toHaveCount(0)
  expect((await page.goto(settings))?.status()).toBe(404)
})

test('[POL-2] a browser past a shorter session lifetime is signed out at its next request', async ({
  page,
  organization,
  signInAs,
  browser,
}) => {
  const user = await makeUser(organization, { name: 'Lin' })
  const elsewhere = await (await browser.newContext()).newPage()
  await signInAs(user, elsewhere)
  await elsewhere.goto('/')
  await expect(elsewhere.getByRole('heading', { name: /Welcome/ })).toBeVisible()
  const admin = postgres(process.env.DATABASE_URL ?? '', { max: 1 })
  await admin`update sessions set created_at = now() - interval '9 hours' where account_id = ${user.accountId}`
  await admin.end()

  await signInAs(organization.admin)
  await page.goto(settings)
  const dialog = await openForm(page, 'Session lifetime')
  await dialog.getByText('For the organization', { exact: true }).click()
  await dialog.getByLabel('Hours').fill('8')
  await dialog.getByRole('button', { name: 'Review' }).click()
  await expect(dialog).toContainText('One browser is signed out at once.')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(line(page, 'Session lifetime')).toContainText('8 hours')
  await elsewhere.reload()
  await expect(elsewhere).toHaveURL(/\/sign-in/)
})

test('[SEC-9] saving over somebody else’s choice is refused, with theirs beside mine', async ({
  page,
  organization,
  signInAs,
}) => {
  await signInAs(organization.admin)
  await page.goto(settings)
  const dialog = await openForm(page, 'Session lifetime')
  await dialog.getByText('For the organization', { exact: true }).click()
  await dialog.getByLabel('Hours').fill('48')
  await dialog.getByRole('button', { name: 'Review' }).click()
  await expect(dialog).toContainText('2 days')
  await set(organization, 'session-lifetime', 72)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toContainText('Nothing of yours was written')
  await expect(dialog).toContainText('Saved meanwhile: “3 days”')
  await dialog.getByRole('button', { name: 'Save over theirs' }).click()
  await expect(line(page, 'Session lifetime')).toContainText('2 days')
})
