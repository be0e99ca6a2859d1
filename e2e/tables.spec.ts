import type { Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { actingAs } from '../lib/call'
import { makeWorkspace, type TestOrganization, unwrap } from '../lib/test/factories'
import { createWorkspaces } from '../lib/workspaces/changes'
import { expect, test } from './fixtures'

const list = '/organization/workspaces'
const head = (page: Page, name: string) => page.getByRole('columnheader', { name, exact: true })
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })

const make = async ({ admin }: TestOrganization, names: readonly string[]) =>
  unwrap(
    await actingAs(admin.claim, () =>
      createWorkspaces({ workspaces: names.map((name) => ({ name, description: '' })) }),
    ),
  )

/** Holds what the router asks the server for, until the answer is called. */
async function holdAnswers(page: Page): Promise<() => void> {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(
    (url) => url.searchParams.has('_rsc'),
    async (route) => {
      await held
      await route.continue()
    },
  )
  return release
}

/** Keeps, from here on, how many milliseconds after a press rows became bones. */
const watchForBones = (page: Page) =>
  page.evaluate(() => {
    let pressed = 0
    document.addEventListener('click', () => (pressed = performance.now()), true)
    document.addEventListener('animationstart', ({ animationName }) => {
      if (animationName === 'vanish') document.body.dataset.bonesAfter ??= String(performance.now() - pressed)
    })
  })
const bonesAfter = (page: Page) => page.evaluate(() => document.body.dataset.bonesAfter)

test('[SEC-7] an export holds exactly what the search found, in the order of the page, and is logged', async ({
  page,
  organization,
  signInAs,
}) => {
  await make(organization, ['Aero EU', 'Aero US', 'Battery Lab'])
  await signInAs(organization.admin)
  await page.goto(`${list}?sort=-name&hide=users`)
  await page.getByRole('searchbox', { name: 'Search workspaces' }).fill('aero')
  await expect(link(page, 'Battery Lab')).toBeHidden()
  const button = page.getByRole('link', { name: 'Export CSV' })
  await expect(button).toHaveAttribute('href', /q=aero/)
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  expect(download.suggestedFilename()).toMatch(/-workspaces-\d{4}-\d{2}-\d{2}\.csv$/)
  const stream = await download.createReadStream()
  const rows: Readonly<Record<string, string>>[] = parse((await stream.toArray()).join(''), {
    columns: true,
    bom: true,
  })
  expect(rows.map((row) => row.Name)).toEqual(['Aero US', 'Aero EU'])
  expect(Object.keys(rows[0] ?? {})).toContain('Users')
  await page.goto('/organization/sign-ins')
  await expect(page.getByRole('row').filter({ hasText: 'Exported workspaces as CSV, matching “aero”' })).toHaveCount(1)
})

test('columns that are hidden stay hidden through sorting, paging, searching and a reload', async ({
  page,
  organization,
  signInAs,
}) => {
  await make(
    organization,
    Array.from({ length: 60 }, (_, at) => `Lab ${at + 10}`),
  )
  await signInAs(organization.admin)
  await page.goto(list)
  await page.getByRole('button', { name: 'Columns' }).click()
  const menu = page.getByRole('menu', { name: 'Columns' })
  for (const name of ['Users', 'Created']) {
    await menu.getByRole('menuitemcheckbox', { name }).click()
    await expect(menu.getByRole('menuitemcheckbox', { name })).not.toBeChecked()
  }
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  const expectHidden = async () => {
    await expect(head(page, 'Workspace ID')).toBeVisible()
    for (const name of ['Users', 'Created']) await expect(head(page, name)).toHaveCount(0)
    await expect(page).toHaveURL(/hide=users,created/)
  }
  await expectHidden()
  await expect(page.getByRole('button', { name: 'Columns' })).toContainText('2 of 4')

  await link(page, 'Name').click()
  await expect(page).toHaveURL(/sort=-name/)
  await expectHidden()
  await link(page, 'Next').click()
  await expect(page).toHaveURL(/after=/)
  await expectHidden()
  await page.getByRole('searchbox', { name: 'Search workspaces' }).fill('lab 33')
  await expect(link(page, 'Lab 33')).toBeVisible()
  await expect(link(page, 'Lab 34')).toBeHidden()
  await expectHidden()
  await page.reload()
  await expectHidden()

  await page.getByRole('button', { name: 'Columns' }).click()
  await menu.getByRole('menuitemcheckbox', { name: 'Users' }).click()
  await page.keyboard.press('Escape')
  await expect(head(page, 'Users')).toBeVisible()
  await expect(page).toHaveURL(/hide=created/)
})

test('the column that names the row stays, and the menu says why', async ({ page, organization, signInAs }) => {
  await signInAs(organization.admin)
  await page.goto(list)
  await page.getByRole('button', { name: 'Columns' }).click()
  const name = page.getByRole('menu', { name: 'Columns' }).getByRole('menuitemcheckbox', { name: 'Name' })
  await expect(name).toContainText('It names the row, so it stays.')
  // To Playwright a refused item counts as disabled; a hand can press it, and nothing happens.
  await name.click({ force: true })
  await expect(name).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(head(page, 'Name')).toBeVisible()
  await expect(page).not.toHaveURL(/hide=/)
})

test('an address hides the columns it names, and no others @phone', async ({ page, organization, signInAs }) => {
  const { name, code } = await makeWorkspace(organization, 'Simulation')
  await signInAs(organization.admin)
  await page.goto(`${list}?hide=users,created,nonsense,name`)
  const cells = page
    .getByRole('row')
    .filter({ has: link(page, name) })
    .getByRole('cell')
  // The name, the workspace ID and what more there is to do.
  await expect(cells).toHaveCount(3)
  await expect(cells.nth(1)).toContainText(code)
})

test('rows become bones where they stand when others are long in coming, and not within 300 ms', async ({
  page,
  organization,
  signInAs,
}) => {
  await make(organization, ['Aero EU', 'Battery Lab'])
  await signInAs(organization.admin)
  await page.goto(list)
  await page.waitForLoadState('networkidle')
  const content = link(page, 'Aero EU')
  const place = await content.boundingBox()
  await watchForBones(page)
  const release = await holdAnswers(page)
  await link(page, 'Name').click()
  await expect(content).toHaveCSS('opacity', '0')
  expect(await content.boundingBox()).toEqual(place)
  // A frame may have begun a moment before the press.
  expect(Number(await bonesAfter(page))).toBeGreaterThan(280)
  release()
  await expect(page).toHaveURL(/sort=-name/)
  await expect(content).toHaveCSS('opacity', '1')
  await expect(page.getByRole('row').nth(1)).toContainText('Default')
})

test('rows become bones too while a search is long in coming', async ({ page, organization, signInAs }) => {
  await make(organization, ['Aero EU', 'Battery Lab'])
  await signInAs(organization.admin)
  await page.goto(list)
  await page.waitForLoadState('networkidle')
  const release = await holdAnswers(page)
  const search = page.getByRole('searchbox', { name: 'Search workspaces' })
  await search.fill('aero')
  await expect(link(page, 'Aero EU')).toHaveCSS('opacity', '0')
  await expect(search).toBeFocused()
  release()
  await expect(link(page, 'Battery Lab')).toBeHidden()
  await expect(link(page, 'Aero EU')).toHaveCSS('opacity', '1')
})

test('rows that come at once are never bones', async ({ page, organization, signInAs }) => {
  await make(organization, ['Aero EU', 'Battery Lab'])
  await signInAs(organization.admin)
  // A busy machine may take its time once; a page that flickers does so every time.
  await expect(async () => {
    await page.goto(list)
    await page.waitForLoadState('networkidle')
    await watchForBones(page)
    await link(page, 'Name').click()
    await expect(page).toHaveURL(/sort=-name/)
    await expect(page.getByRole('row').nth(1)).toContainText('Default')
    expect(await bonesAfter(page)).toBeUndefined()
  }).toPass({ timeout: 40_000 })
})

test('a link whose page is long in coming says so, and does not move', async ({ page, organization, signInAs }) => {
  await makeWorkspace(organization, 'Simulation')
  await signInAs(organization.admin)
  await page.goto(list)
  await page.waitForLoadState('networkidle')
  const release = await holdAnswers(page)
  const side = page
    .getByRole('navigation', { name: 'Organization administration' })
    .getByRole('link', { name: 'Audit log' })
  const place = await side.boundingBox()
  await side.click()
  const bar = side.locator('span[aria-hidden="true"]').first()
  await expect(bar).toHaveCSS('opacity', '1')
  expect(await side.boundingBox()).toEqual(place)

  await link(page, 'Simulation').click()
  await expect(link(page, 'Simulation')).toHaveCSS('opacity', '0.6')
  await expect(bar).toBeHidden()
  release()
  await expect(page.getByRole('region', { name: 'Open portal' })).toContainText('Simulation')
})
