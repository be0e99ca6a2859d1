import { readFileSync } from 'node:fs'
import { expect, test } from './fixtures'

const codeOnConsole = () =>
  /enter the set-up code (\S+)/.exec(readFileSync(process.env.ATRIUM_TEST_LOG ?? '', 'utf8'))?.[1]

test('[WSP-1] the first visit sets up the organization, guarded by the code from the console', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveURL(/\/set-up$/)
  await page.getByLabel('Set-up code').fill('0000-0000-0000')
  await page.getByLabel('Organization').fill('Acme Mobility')
  await page.getByLabel('Your name').fill('Ada Fennwick')
  await page.getByLabel('Your e-mail').fill('ada@acme.example')
  await page.getByRole('textbox', { name: 'Password' }).fill('wind tunnel at seven')
  await page.getByRole('button', { name: 'Set up Atrium' }).click()
  await expect(page.getByText('This is not the set-up code')).toBeVisible()
  await expect(page.getByLabel('Organization')).toHaveValue('Acme Mobility')

  await page.getByLabel('Set-up code').fill(codeOnConsole() ?? '')
  await page.getByRole('button', { name: 'Set up Atrium' }).click()
  await expect(page.getByText('Acme Mobility').first()).toBeVisible()

  // SEC-6: with one organization the sign-in page is simply the sign-in page.
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill('ada@acme.example')
  await page.getByRole('textbox', { name: 'Password' }).fill('wind tunnel at seven')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Welcome, Ada Fennwick' })).toBeVisible()
  await page.goto('/organization/workspaces')
  await expect(page.getByRole('row').filter({ hasText: 'Default' })).toHaveCount(1)

  expect((await page.goto('/set-up'))?.status()).toBe(404)
})
