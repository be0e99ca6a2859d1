import type { Page } from '@playwright/test'
import { actingAs } from '../lib/call'
import { makeUser, makeWorkspace } from '../lib/test/factories'
import { deleteWorkspace } from '../lib/workspaces/changes'
import { expect, test } from './fixtures'
import { linkMailedTo } from './mail'

const password = 'a quiet wind tunnel'

async function signIn(page: Page, slug: string, email: string, secret = password) {
  await page.goto(`/sign-in/${slug}`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('[SWI-3] sign-in acts as the user with the oldest invitation, and goes on to the page asked for', async ({
  page,
  organization,
}) => {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const email = 'kim@example.org'
  await makeUser(organization, { email, name: 'Kim Roe', password, invitedAt: new Date('2026-03-01') })
  await makeUser(organization, {
    email,
    name: 'Kim Roe',
    workspaceId,
    isWorkspaceAdmin: true,
    invitedAt: new Date('2026-02-01'),
  })
  await page.goto(`/workspaces/${code}/audit`)
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto(`/sign-in/${organization.slug}?to=${encodeURIComponent(`/workspaces/${code}/audit`)}`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('button', { name: 'Acting as Kim Roe in Simulation' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Audit log' })).toBeVisible()
})

test('[SEC-6] each organization has its own sign-in address', async ({ page, organization }) => {
  await makeUser(organization, { email: 'kim@example.org', name: 'Kim Roe', password })
  await page.goto('/sign-in')
  await page.getByLabel('Sign-in address of your organization').fill(organization.slug)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('heading', { name: `Sign in to ${organization.name}` })).toBeVisible()
  await signIn(page, organization.slug, 'kim@example.org')
  await expect(page.getByRole('heading', { name: 'Welcome, Kim Roe' })).toBeVisible()
})

test('[SEC-4] an unknown address and a wrong password get the same answer', async ({ page, organization }) => {
  await makeUser(organization, { email: 'kim@example.org', password })
  const said: string[] = []
  for (const email of ['kim@example.org', 'nobody@example.org']) {
    await signIn(page, organization.slug, email, 'not the password at all')
    await expect(page.getByText('E-mail or password is not right.')).toBeVisible()
    said.push((await page.getByRole('main').textContent()) ?? '')
  }
  expect(new Set(said).size).toBe(1)
})

test('[SEC-7] sign-ins and failed sign-ins stand in the log', async ({ page, organization, signInAs }) => {
  await makeUser(organization, { email: 'kim@example.org', name: 'Kim Roe', password })
  await signIn(page, organization.slug, 'kim@example.org', 'not the password at all')
  await expect(page.getByText('E-mail or password is not right.')).toBeVisible()
  await signIn(page, organization.slug, 'kim@example.org')
  await expect(page.getByRole('heading', { name: 'Welcome, Kim Roe' })).toBeVisible()
  await page.context().clearCookies()
  await signInAs(organization.admin)
  await page.goto('/organization/sign-ins')
  const rows = page.getByRole('row').filter({ hasText: 'Kim Roe' })
  await expect(rows).toHaveCount(2)
  await expect(rows.first()).toContainText(/signed in/i)
})

test('[SEC-5] a mailed link sets a new password once, and signs out everywhere', async ({
  page,
  organization,
  browser,
}) => {
  const email = `kim-${crypto.randomUUID()}@example.org`
  await makeUser(organization, { email, name: 'Kim Roe', password })
  await signIn(page, organization.slug, email)
  await expect(page.getByRole('heading', { name: 'Welcome, Kim Roe' })).toBeVisible()

  const elsewhere = await (await browser.newContext()).newPage()
  await elsewhere.goto(`/sign-in/${organization.slug}`)
  await elsewhere.getByRole('link', { name: 'Forgot your password?' }).click()
  await expect(elsewhere).toHaveURL(/\/reset-password/)
  await elsewhere.getByLabel('E-mail').fill(email)
  await elsewhere.getByRole('button', { name: 'Send me a link' }).click()
  const link = await linkMailedTo(email, 'reset-password')
  await elsewhere.goto(link)
  await elsewhere.getByRole('textbox', { name: 'New password' }).fill('another quiet tunnel')
  await elsewhere.getByRole('button', { name: 'Set password' }).click()
  await expect(elsewhere.getByRole('button', { name: 'Set password' })).toBeHidden()

  await page.goto('/profile')
  await expect(page).toHaveURL(/\/sign-in/)
  await signIn(page, organization.slug, email, 'another quiet tunnel')
  await expect(page.getByRole('heading', { name: 'Welcome, Kim Roe' })).toBeVisible()
  await elsewhere.goto(link)
  await expect(elsewhere.getByRole('textbox', { name: 'New password' })).toBeHidden()
  await elsewhere.context().close()
})

test('[WSP-7] whose only user was in a deleted workspace can no longer sign in', async ({ page, organization }) => {
  const { workspaceId, name } = await makeWorkspace(organization, 'Short Lived')
  await makeUser(organization, { email: 'lee@example.org', name: 'Lee Roe', workspaceId, password })
  await signIn(page, organization.slug, 'lee@example.org')
  await expect(page.getByRole('heading', { name: 'Welcome, Lee Roe' })).toBeVisible()
  await actingAs(organization.admin.claim, () => deleteWorkspace({ workspaceId, typedName: name }))
  await page.reload()
  await expect(page).toHaveURL(/\/sign-in/)
  await signIn(page, organization.slug, 'lee@example.org')
  await expect(page.getByText('E-mail or password is not right.')).toBeVisible()
})

test('[SWI-7] a person chooses the sign-in workspace on their profile', async ({ page, organization }) => {
  const { workspaceId } = await makeWorkspace(organization, 'Simulation')
  const email = 'kim@example.org'
  await makeUser(organization, { email, name: 'Kim Roe', password, invitedAt: new Date('2026-01-01') })
  await makeUser(organization, { email, name: 'Kim Roe', workspaceId, invitedAt: new Date('2026-02-01') })
  await signIn(page, organization.slug, email)
  await expect(page.getByRole('button', { name: 'Acting as Kim Roe in Default' })).toBeVisible()
  await page.goto('/profile')
  // The card's label lies over the radio button.
  await page.getByText('Simulation', { exact: true }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/sign-in workspace is now|start in Simulation|Saved/i).first()).toBeVisible()
  await page.getByRole('button', { name: /Acting as Kim Roe/ }).click()
  await page.getByRole('dialog', { name: 'Acting user' }).getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await signIn(page, organization.slug, email)
  await expect(page.getByRole('button', { name: 'Acting as Kim Roe in Simulation' })).toBeVisible()
})
