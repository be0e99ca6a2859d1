import { sql } from 'drizzle-orm'
import { give, makePath } from '../lib/files/testing/tree'
import { hashOfNothing, makeFile, makeUser, makeWorkspace } from '../lib/test/factories'
import { inOrganization } from '../lib/test/look'
import { makeSimulation, row, title } from './file-manager'
import { expect, test } from './fixtures'

test('[SEC-4] [FIL-3] ids of folders one was not given, of another workspace and of nothing are all not found', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, lin, rootId, code, workspaceId } = await makeSimulation(organization)
  const [secret = ''] = await makePath(manager, rootId, 'Secret')
  const other = await makeWorkspace(organization, 'Other')
  const stranger = await makeUser(organization, { workspaceId: other.workspaceId, isWorkspaceAdmin: true })
  const nowhere = crypto.randomUUID()
  for (const nobody of [lin, stranger]) {
    await signInAs(nobody)
    for (const id of [secret, nowhere, 'x', '%00']) {
      expect((await page.goto(`/files/${id}`))?.status()).toBe(404)
      for (const path of ['', '/destinations'])
        expect((await page.request.get(`/api/files${path}?folder=${id}`)).status()).toBe(404)
    }
    expect((await page.request.get('/api/files')).status()).toBe(404)
    const elsewhere = nobody === lin ? other.workspaceId : workspaceId
    for (const id of [elsewhere, nowhere])
      for (const list of ['found', 'trash'])
        expect((await page.request.get(`/api/files/${list}?workspace=${id}&q=secret`)).status()).toBe(404)
  }
  // In one portal there are the folders of that workspace, whatever else the administrator may open.
  await signInAs(organization.admin)
  expect((await page.goto(`/workspaces/${code}/files/${secret}`))?.status()).toBe(200)
  expect((await page.goto(`/workspaces/${other.code}/files/${secret}`))?.status()).toBe(404)
  const found = await page.request.get(`/api/files/found?workspace=${other.workspaceId}&q=secret`)
  expect(await found.json()).toEqual({ rows: [], next: null })
})

test('[SWI-9] a folder that another of one’s users may open offers that switch', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, lin, rootId } = await makeSimulation(organization)
  const [plans = ''] = await makePath(manager, rootId, 'Plans')
  await give(manager, plans, lin, 'read')
  const other = await makeWorkspace(organization, 'Field Tests')
  const elsewhere = await makeUser(organization, { workspaceId: other.workspaceId, email: lin.email })
  await signInAs(elsewhere)
  await page.goto(`/files/${plans}`)
  await expect(title(page, 'Another of your users can open this')).toBeVisible()
  await page.getByRole('button', { name: 'Switch to Simulation' }).click()
  await expect(title(page, 'Plans')).toBeVisible()
})

test('[FIL-3] a folder of two thousand goes on as one scrolls, by keys too, and only a part is in the page @phone', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, rootId, code } = await makeSimulation(organization)
  const [runs = ''] = await makePath(manager, rootId, 'Runs')
  await inOrganization(organization.organizationId, (tx) =>
    tx.execute(sql`insert into nodes (organization_id, id, workspace_id, parent_id, kind, name, name_key, size, hash)
      select organization_id, gen_random_uuid(), workspace_id, id, 'file', 'run-' || lpad(i::text, 4, '0'),
        'run-' || lpad(i::text, 4, '0'), i, ${hashOfNothing}
      from nodes, generate_series(1, 2000) i where id = ${runs}`),
  )
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/files/${runs}`)
  await expect(row(page, 'run-0001')).toBeVisible()
  await expect(async () => {
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
    await expect(row(page, 'run-2000')).toBeInViewport({ timeout: 500 })
  }).toPass({ timeout: 30_000 })
  await expect(page.getByText('2,000 in all')).toBeVisible()
  expect(await page.getByRole('checkbox', { name: /^Select run/ }).count()).toBeLessThan(80)

  await row(page, 'run-2000').focus()
  await page.keyboard.press('k')
  await expect(row(page, 'run-1999')).toBeFocused()
  await page.keyboard.press('Home')
  await expect(row(page, 'run-0001')).toBeFocused()
  await expect(row(page, 'run-0001')).toBeInViewport()
  await page.keyboard.press('x')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('3 selected')
  await page.getByRole('button', { name: 'Clear the selection' }).locator('visible=true').click()
  await page.getByRole('checkbox', { name: 'Select all that have come' }).check()
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('2,000 selected')
})

test('sort, kind and search are in the address, and a search says where things are', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, rootId, code } = await makeSimulation(organization)
  const [plans = ''] = await makePath(manager, rootId, 'Plans', 'Wings')
  for (const [index, name] of ['b.txt', 'a.txt', 'c.txt'].entries())
    await makeFile(manager, plans, name, 'x'.repeat(index + 1))
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/files/${plans}`)
  const names = page.getByRole('checkbox', { name: /^Select (?!all)/ })
  const shown = () => names.evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label')?.slice(7)))
  await expect.poll(shown).toEqual(['Wings', 'a.txt', 'b.txt', 'c.txt'])
  await page.getByRole('columnheader', { name: 'Size' }).getByRole('link').click()
  await expect.poll(shown).toEqual(['Wings', 'b.txt', 'a.txt', 'c.txt'])
  await page.getByRole('columnheader', { name: 'Size' }).getByRole('link').click()
  await expect(page).toHaveURL(/sort=-size/)
  await expect.poll(shown).toEqual(['Wings', 'c.txt', 'a.txt', 'b.txt'])
  await page.getByLabel('Show', { exact: true }).selectOption('Files')
  await expect.poll(shown).toEqual(['c.txt', 'a.txt', 'b.txt'])
  await page.reload()
  await expect.poll(shown).toEqual(['c.txt', 'a.txt', 'b.txt'])
  await page.getByLabel('Show', { exact: true }).selectOption('Folders')
  await expect.poll(shown).toEqual(['Wings'])

  await page.getByLabel('Search the files of Simulation').fill('wing')
  await expect(row(page, 'Wings')).toContainText('Plans')
  await page.getByLabel('Search the files of Simulation').fill('no such name')
  await expect(page.getByText('Nothing you can see in Simulation has this in its name.')).toBeVisible()
  await page.getByRole('link', { name: 'Clear search' }).click()
  await expect(row(page, 'Wings')).toBeVisible()
})

test('the tree beside the list is open down to the folder, and leads elsewhere; a long way is folded', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, rootId, code } = await makeSimulation(organization)
  const ids = await makePath(manager, rootId, 'Plans', '2026', 'Wing', 'Runs', 'Fine')
  await makePath(manager, rootId, 'Archive')
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/files/${ids.at(-1)}`)
  const tree = page.getByRole('navigation', { name: 'Folders' })
  await expect(tree.getByRole('link', { name: 'Fine' })).toHaveAttribute('aria-current', 'page')
  const way = page.getByRole('navigation', { name: 'Where you are' })
  await expect(way.getByRole('link')).toHaveText(['All files', 'Wing', 'Runs'])
  await way.getByRole('button', { name: '2 folders between' }).click()
  await page.getByRole('menuitem', { name: '2026' }).click()
  await expect(title(page, '2026')).toBeVisible()
  await tree.getByRole('link', { name: 'Archive' }).click()
  await expect(title(page, 'Archive')).toBeVisible()
  await expect(tree.getByRole('link', { name: 'Archive' })).toHaveAttribute('aria-current', 'page')
})

test('a right press opens the menu of a row; keys do the rest, and say which they are', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, rootId, code } = await makeSimulation(organization)
  for (const name of ['Alpha', 'Beta', 'Gamma']) await makePath(manager, rootId, name)
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/files`)
  await row(page, 'Beta').click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'More for Beta' })).toBeFocused()
  await row(page, 'Beta').focus()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys in Files' })
  await expect(keys).toContainText('F2')
  await page.keyboard.press('Escape')
  await expect(row(page, 'Beta')).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(row(page, 'Beta')).toHaveCount(0)
  await expect(row(page, 'Gamma')).toBeFocused()
  await page.keyboard.press('k')
  await expect(row(page, 'Alpha')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(title(page, 'Alpha')).toBeVisible()
})
