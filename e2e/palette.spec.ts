import type { Page } from '@playwright/test'
import { makeUser, makeWorkspace } from '../lib/test/factories'
import { expect, test } from './fixtures'

const palette = { name: 'Search and commands' } as const

/** By its key, which the button names once it is heard. */
async function openByKey(page: Page) {
  await expect(page.getByRole('button', palette)).toHaveAttribute('aria-keyshortcuts', 'Control+K')
  await page.keyboard.press('Control+k')
}

test('[POR-4] an Organization Admin finds a person by keyboard alone and opens them', async ({
  page,
  organization,
  signInAs,
}) => {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const lin = await makeUser(organization, { workspaceId, name: 'Lin Okafor', email: 'lin@example.org' })
  await signInAs(organization.admin)
  await page.goto('/organization')
  const dialog = page.getByRole('dialog', palette)
  const input = dialog.getByRole('combobox')
  const active = () =>
    input.evaluate(
      (element) => document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.textContent,
    )

  await openByKey(page)
  await expect(input).toBeFocused()
  await expect.poll(active).toContain('Overview')
  await page.keyboard.press('ArrowDown')
  await expect.poll(active).toContain('Workspaces')
  await page.keyboard.press('End')
  await expect.poll(active).toBe('Sign out')
  await page.keyboard.press('Home')
  await expect.poll(active).toContain('Overview')
  await page.keyboard.press('ArrowUp')
  await expect.poll(active).toBe('Sign out')

  await page.keyboard.type('okaf')
  await expect.poll(active).toBe('Lin Okaforlin@example.org')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/organization/members/${lin.accountId}`)
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Lin Okafor' })).toBeVisible()

  // A page of a workspace, named together with it.
  await openByKey(page)
  await expect(input).toHaveValue('')
  await page.keyboard.type('simulation groups')
  await expect.poll(active).toBe('GroupsSimulation › Teams')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  // And an action, which asks before anything is done.
  await openByKey(page)
  await page.keyboard.type('deactivate lin')
  await expect.poll(active).toContain('Deactivate Lin Okafor')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/workspaces/${code}/members/${lin.userId}?deactivate=1`)
  const question = page.getByRole('dialog', { name: 'Deactivate Lin Okafor?' })
  await expect(question).toBeVisible()
  await expect(dialog).toBeHidden()
  await expect
    .poll(
      () => question.evaluate((element) => element.contains(document.activeElement)),
      'the focus is in the question',
    )
    .toBe(true)
  // Over a question it would be a second one.
  await page.keyboard.press('Control+k')
  await expect(question).toBeVisible()
  await expect(dialog).toBeHidden()
})

test('[WSP-2] [SEC-4] a Workspace Admin reads why an action is refused, and finds nothing of other workspaces', async ({
  page,
  organization,
  signInAs,
}) => {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const other = await makeWorkspace(organization, 'Materials')
  await makeUser(organization, { workspaceId: other.workspaceId, name: 'Otto Elsewhere', email: 'otto@example.org' })
  await makeUser(organization, { workspaceId, name: 'Bo Boss', email: 'bo@example.org', isWorkspaceAdmin: true })
  await signInAs(await makeUser(organization, { workspaceId, name: 'Kim Roe', isWorkspaceAdmin: true }))
  await page.goto(`/workspaces/${code}`)
  const dialog = page.getByRole('dialog', palette)
  const input = dialog.getByRole('combobox')
  await openByKey(page)
  await expect(dialog.getByRole('option', { name: 'New Workspace' })).toBeHidden()

  for (const [typed, label, reason] of [
    ['new work', 'New Workspace', 'Only an Organization Admin can create workspaces.'],
    ['import', 'Import roster', 'Only an Organization Admin can import a roster.'],
    ['deactivate bo', 'Deactivate Bo Boss', 'Ask an Organization Admin to remove the role first.'],
  ] as const) {
    await input.fill(typed)
    const option = dialog.getByRole('option', { name: label })
    await expect(option).toContainText(reason)
    await expect(option).toHaveAttribute('aria-disabled', 'true')
    await page.keyboard.press('Enter')
    await option.click({ force: true })
    await expect(input).toHaveValue(typed)
    await expect(page).toHaveURL(`/workspaces/${code}`)
  }
  for (const typed of ['materials', other.code, 'otto', 'members materials', 'deactivate otto']) {
    await input.fill(typed)
    await expect(dialog.getByText(`Nothing is called “${typed}”`)).toBeVisible()
    await expect(dialog.getByRole('option')).toHaveCount(0)
  }
  await input.fill('invite')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/workspaces/${code}/invitations?new=1`)
})

test('[POR-4] a member finds their own place and nothing else @phone', async ({ page, organization, signInAs }) => {
  await makeWorkspace(organization, 'Simulation')
  await makeUser(organization, { name: 'Otto Neighbour', email: 'otto@example.org' })
  await signInAs(await makeUser(organization, { name: 'Jo Plain' }))
  await page.goto('/')
  const button = page.getByRole('button', palette)
  await button.click()
  const dialog = page.getByRole('dialog', palette)
  await expect(dialog.getByRole('option')).toHaveText([
    /^Home/,
    /^My files/,
    /^All files/,
    /^Trash/,
    /^Operations in progress/,
    /^Notices/,
    /^Profile/,
    'Switch light and dark',
    'Sign out',
  ])
  for (const typed of ['simulation', 'otto', 'members', 'new workspace', 'import', 'invite', 'audit']) {
    await dialog.getByRole('combobox').fill(typed)
    await expect(dialog.getByText(`Nothing is called “${typed}”`)).toBeVisible()
  }
  await dialog.getByRole('button', { name: 'Close' }).press('Enter')
  await expect(dialog).toBeHidden()
  await expect(button).toBeFocused()
  await button.click()
  await dialog.getByRole('combobox').fill('passw')
  await dialog.getByRole('option', { name: /^Profile/ }).click()
  await expect(page).toHaveURL('/profile')
  await expect(dialog).toBeHidden()
})

test('[SWI-1] another of one’s users is chosen in the palette, and the theme, and to leave', async ({
  page,
  organization,
  signInAs,
}) => {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const email = `mo-${crypto.randomUUID()}@example.org`
  const first = await makeUser(organization, { email, name: 'Mo Carver' })
  await makeUser(organization, { email, name: 'Mo Carver', workspaceId, isWorkspaceAdmin: true })
  await signInAs(first)
  await page.goto('/profile')
  const dialog = page.getByRole('dialog', palette)
  const choose = async (typed: string, name: string | RegExp) => {
    await openByKey(page)
    await dialog.getByRole('combobox').fill(typed)
    await dialog.getByRole('option', { name }).click()
  }
  await choose('dark', 'Switch light and dark')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(dialog).toBeHidden()
  await choose('simul', /as your user there/)
  await expect(page).toHaveURL(`/workspaces/${code}`)
  await expect(page.getByRole('button', { name: 'Acting as Mo Carver in Simulation' })).toBeVisible()
  await choose('switch def', /^Switch to Default/)
  await expect(page.getByRole('button', { name: 'Acting as Mo Carver in Default' })).toBeVisible()
  await choose('log out', 'Sign out')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('a search that fails says so, and is tried again; one overtaken by another is given up', async ({
  page,
  organization,
  signInAs,
}) => {
  await makeWorkspace(organization, 'Simulation')
  await signInAs(organization.admin)
  await page.goto('/organization')
  let isBroken = true
  await page.route(/\/api\/palette\/found/, (route) =>
    isBroken
      ? route.fulfill({ status: 500, json: { reason: 'Atrium could not answer. Try again.' } })
      : route.continue(),
  )
  await openByKey(page)
  const dialog = page.getByRole('dialog', palette)
  await dialog.getByRole('combobox').fill('simul')
  await expect(dialog.getByRole('alert')).toContainText('Atrium could not answer')
  isBroken = false
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(dialog.getByRole('option', { name: /^Simulation/ })).toBeVisible()
  await expect(dialog.getByRole('alert')).toBeHidden()
  await expect(dialog.getByRole('combobox')).toBeFocused()

  await page.route(/\/api\/palette\/found\?q=mater/, () => undefined)
  const isAsked = page.waitForRequest(/q=mater/)
  await dialog.getByRole('combobox').fill('mater')
  await isAsked
  const isGivenUp = page.waitForEvent('requestfailed', (request) => request.url().endsWith('q=mater'))
  await dialog.getByRole('combobox').fill('simulation')
  await isGivenUp
  await expect(dialog.getByRole('option')).toHaveText([/^Simulation/])
})

test('what the server finds comes after what is there, and moves neither that nor the active line', async ({
  page,
  organization,
  signInAs,
}) => {
  await makeWorkspace(organization, 'Workbench')
  await signInAs(organization.admin)
  await page.goto('/organization')
  let answer = () => {}
  const isAnswered = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route(/\/api\/palette\/found/, async (route) => {
    await isAnswered
    await route.continue()
  })
  await openByKey(page)
  const dialog = page.getByRole('dialog', palette)
  const isAsked = page.waitForRequest(/q=work/)
  await dialog.getByRole('combobox').fill('work')
  await isAsked
  await page.keyboard.press('ArrowDown')
  const second = dialog.getByRole('option').nth(1)
  await expect(second).toHaveAttribute('data-highlighted')
  const before = [await second.textContent(), await second.boundingBox()]
  const bench = dialog.getByRole('option', { name: /^Workbench/ })
  await expect(bench).toBeHidden()
  answer()
  await expect(bench).toBeVisible()
  await expect(second).toHaveAttribute('data-highlighted')
  expect([await second.textContent(), await second.boundingBox()]).toEqual(before)
})

test.describe('on a machine of Apple’s', () => {
  test.use({ userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/140 Safari/537.36' })
  test('the key is ⌘ K, and Ctrl K is left to text fields', async ({ page, organization, signInAs }) => {
    await signInAs(organization.admin)
    await page.goto('/')
    const button = page.getByRole('button', palette)
    await expect(button).toHaveAttribute('aria-keyshortcuts', 'Meta+K')
    await expect(button).toContainText('⌘ K')
    await page.keyboard.press('Control+k')
    await page.keyboard.press('Meta+k')
    await expect(page.getByRole('dialog', palette)).toBeVisible()
    await page.keyboard.press('Meta+k')
    await expect(page.getByRole('dialog', palette)).toBeHidden()
  })
})
