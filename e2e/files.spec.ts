import type { Page } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { actingAs } from '../lib/call'
import { makeFolder, moveNodes, renameNode, trashNodes } from '../lib/files/changes'
import { findPlaces } from '../lib/files/queries'
import { give, makePath } from '../lib/files/testing/tree'
import { makeFile, makeUser, makeWorkspace, type TestOrganization, type TestUser, unwrap } from '../lib/test/factories'
import { actorOf, inOrganization } from '../lib/test/look'
import { expect, test } from './fixtures'

const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('checkbox', { name: `Select ${name}`, exact: true }) })
const open = (page: Page, name: string) => page.getByRole('table').getByRole('link', { name, exact: true }).click()
const messages = (page: Page) => page.getByRole('region', { name: 'Messages' })
const title = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 })

async function choose(page: Page, name: string, item: string) {
  await page.getByRole('button', { name: `More for ${name}`, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** A workspace with its administrator and a member, and where its files begin. */
async function makeSimulation(organization: TestOrganization) {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true, name: 'Mia Roe' })
  const lin = await makeUser(organization, { workspaceId, name: 'Lin Ode', email: 'lin@example.org' })
  const rootOf = async (user: TestUser) => (await findPlaces(await actorOf(user), workspaceId)).rootId ?? ''
  const homeOf = async (user: TestUser) => (await findPlaces(await actorOf(user), workspaceId)).homeId ?? ''
  return { workspaceId, code, manager, lin, rootId: await rootOf(manager), homeOf }
}

test('[FIL-1] [FIL-11] a folder is made in one’s own files; a name that cannot be is refused at the field @phone', async ({
  page,
  organization,
  signInAs,
}) => {
  const { lin } = await makeSimulation(organization)
  await signInAs(lin)
  await page.goto('/files')
  await expect(title(page, 'My files')).toBeVisible()
  await expect(page.getByText('Your level here: Full.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Nothing in this folder yet' })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'New Folder' }).first().click()
  const making = page.getByRole('dialog', { name: 'New Folder' })
  const name = making.getByLabel('Name')
  const make = making.getByRole('button', { name: 'Make Folder' })
  for (const [typed, reason] of [
    ['', 'Enter a name.'],
    ['a/b', 'A name cannot hold a slash.'],
    ['..', 'These dots mean a folder.'],
    ['plans ', 'A name cannot end in a space.'],
    ['a\u202eb', 'Leave out control and direction characters.'],
    ['ü'.repeat(128), 'At most 255 bytes'],
  ] as const) {
    await name.fill(typed)
    await make.click()
    await expect(name).toHaveAccessibleDescription(new RegExp(reason))
  }
  await name.fill('Straße')
  await make.click()
  await expect(making).toBeHidden()
  await expect(row(page, 'Straße')).toBeVisible()

  await page.getByRole('link', { name: 'New Folder' }).click()
  await name.fill('STRASSE')
  await make.click()
  await expect(name).toHaveAccessibleDescription(/“STRASSE” is there already. Capital letters do not make/)
  await making.getByRole('button', { name: 'Cancel' }).click()
  await open(page, 'Straße')
  await expect(title(page, 'Straße')).toBeVisible()
  const way = page.getByRole('navigation', { name: 'Where you are' })
  await expect(way.getByRole('link')).toHaveText(['My files'])
  await way.getByRole('link', { name: 'My files' }).click()
  await expect(title(page, 'My files')).toBeVisible()
})

test('[FIL-1] [SEC-9] a name is changed in place, and over somebody else’s only with a second press', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, rootId } = await makeSimulation(organization)
  const [plans = '', tests = ''] = [
    ...(await makePath(manager, rootId, 'Plans')),
    ...(await makePath(manager, rootId, 'Tests')),
  ]
  await makeFile({ organizationId: organization.organizationId, folderId: rootId, name: 'wing.step', size: 2048 })
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/files`)
  await row(page, 'wing.step').focus()
  await page.keyboard.press('F2')
  const field = page.getByLabel('New name for wing.step')
  await expect(field).toBeFocused()
  // The ending stays: what is typed replaces what is before it.
  await page.keyboard.type('rudder')
  await page.keyboard.press('Enter')
  await expect(row(page, 'rudder.step')).toContainText('2 KiB')
  await expect(row(page, 'rudder.step')).toBeFocused()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row(page, 'wing.step')).toBeVisible()

  await choose(page, 'Plans', 'Rename')
  const plansField = page.getByLabel('New name for Plans')
  for (const [typed, reason] of [
    ['a/b', /A name cannot hold a slash/],
    ['TESTS', /“Tests” is there already|“TESTS” is there already/],
  ] as const) {
    await plansField.fill(typed)
    await page.keyboard.press('Enter')
    await expect(plansField).toHaveAccessibleDescription(reason)
  }
  await page.keyboard.press('Escape')
  await expect(row(page, 'Plans')).toBeFocused()

  await choose(page, 'Tests', 'Rename')
  unwrap(await actingAs(manager.claim, () => renameNode({ nodeId: tests, name: 'Trials', revision: 1 })))
  const testsField = page.getByLabel('New name for Tests')
  await testsField.fill('Crash tests')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(testsField).toHaveAccessibleDescription(/Somebody else saved.*It is called “Trials” now/)
  await page.getByRole('button', { name: 'Save over theirs' }).click()
  await expect(row(page, 'Crash tests')).toBeVisible()

  // What somebody else deleted meanwhile cannot be named.
  await choose(page, 'Plans', 'Rename')
  unwrap(await actingAs(manager.claim, () => trashNodes({ nodeIds: [plans] })))
  await page.getByLabel('New name for Plans').fill('Drafts')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('New name for Plans')).toHaveAccessibleDescription(/There is no such thing here/)
})

test('[CPM-4] [CPM-7] things are moved by a picker that says why where they cannot go @phone', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, rootId } = await makeSimulation(organization)
  const [, inPlans = ''] = await makePath(manager, rootId, 'Plans', '2026')
  const [archive = ''] = await makePath(manager, rootId, 'Archive')
  await makePath(manager, archive, 'plans')
  await makeFile({ organizationId: organization.organizationId, folderId: rootId, name: 'wing.step' })
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/files`)

  await choose(page, 'Plans', 'Move to…')
  const moving = page.getByRole('dialog', { name: 'Move Plans to…' })
  const move = moving.getByRole('button', { name: /^Move/ })
  await expect(moving.getByRole('radio', { name: /Plans/ })).toHaveAccessibleName(/A folder cannot go into itself/)
  await expect(moving.getByRole('radio', { name: /All files/ })).toHaveAccessibleName(/It is in this folder already/)
  await expect(moving.getByRole('radio', { name: /Home folders/ })).toHaveAccessibleName(/nothing else is put here/)
  // A refused one is not chosen by a press.
  await moving.getByRole('radio', { name: /Plans/ }).click({ force: true })
  await expect(move).toHaveAccessibleDescription('Choose a folder first.')
  await moving.getByRole('radio', { name: 'Archive' }).click()
  await moving.getByRole('button', { name: 'Move to Archive' }).click()
  await expect(moving).toContainText('“plans” is there already.')
  await moving.getByRole('button', { name: 'Cancel' }).click()

  await page.getByRole('checkbox', { name: 'Select wing.step' }).check()
  await page.getByRole('checkbox', { name: 'Select Archive' }).check()
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Move to…' }).click()
  const both = page.getByRole('dialog', { name: 'Move 2 things to…' })
  await expect(both.getByRole('radio', { name: /Archive/ })).toHaveAccessibleName(/A folder cannot go into itself/)
  await both.getByRole('button', { name: 'Show what is in Plans' }).click()
  await both.getByRole('radio', { name: '2026' }).click()
  await both.getByRole('button', { name: 'Move to 2026' }).click()
  await expect(both).toBeHidden()
  await expect(row(page, 'wing.step')).toHaveCount(0)
  await expect(row(page, 'Archive')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row(page, 'wing.step')).toBeVisible()
  await expect(row(page, 'Archive')).toBeVisible()

  // What a stale picker still offers the server refuses: the folder went into what is to be moved into it.
  await choose(page, 'Archive', 'Move to…')
  const stale = page.getByRole('dialog', { name: 'Move Archive to…' })
  await stale.getByRole('button', { name: 'Show what is in Plans' }).click()
  await stale.getByRole('radio', { name: '2026' }).click()
  unwrap(await actingAs(manager.claim, () => moveNodes({ nodeIds: [inPlans], folderId: archive })))
  await stale.getByRole('button', { name: 'Move to 2026' }).click()
  await expect(stale).toContainText('A folder cannot go into itself.')
})

test('[FIL-8] what is deleted is in the trash, comes back by one press, and says why where it cannot @phone', async ({
  page,
  organization,
  signInAs,
}) => {
  const { lin, homeOf } = await makeSimulation(organization)
  const home = await homeOf(lin)
  const [plans = '', draft = ''] = await makePath(lin, home, 'Plans', 'Draft')
  await makePath(lin, home, 'Keep')
  await signInAs(lin)
  await page.goto('/files')
  await choose(page, 'Plans', 'Delete')
  await expect(row(page, 'Plans')).toHaveCount(0)
  await expect(row(page, 'Keep')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row(page, 'Plans')).toBeVisible()

  unwrap(await actingAs(lin.claim, () => trashNodes({ nodeIds: [draft] })))
  unwrap(await actingAs(lin.claim, () => trashNodes({ nodeIds: [plans] })))
  await page.goto('/files/trash')
  await expect(row(page, 'Draft')).toContainText('The folder it was in is in the trash too. Restore that one first.')
  await expect(row(page, 'Draft')).toContainText('Lin Ode')
  await page.getByRole('button', { name: 'More for Draft' }).click()
  const refused = page.getByRole('menuitem', { name: /^Restore/ })
  await expect(refused).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Escape')
  await choose(page, 'Plans', 'Restore')
  await expect(row(page, 'Plans')).toHaveCount(0)
  await expect(row(page, 'Draft')).not.toContainText('Restore that one first')

  // Its name was taken while it was away.
  unwrap(await actingAs(lin.claim, () => makeFolder({ folderId: plans, name: 'DRAFT' })))
  await choose(page, 'Draft', 'Restore')
  await expect(messages(page)).toContainText('“DRAFT” stands in the folder it was in. Rename')
  await page.goto('/files')
  await expect(row(page, 'Plans')).toBeVisible()
})

test('[FIL-8] [FIL-2] of what is selected that goes which may be deleted, and a stale page deletes nothing', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, lin, rootId } = await makeSimulation(organization)
  const [shared = '', runs = ''] = await makePath(manager, rootId, 'Shared', 'Runs')
  for (const name of ['a.txt', 'b.txt', 'c.txt', 'd.txt'])
    await makeFile({ organizationId: organization.organizationId, folderId: shared, name })
  await give(manager, shared, lin, 'full', { isRecursive: false })
  await give(manager, runs, lin, 'read')
  await signInAs(lin)
  await page.goto(`/files/${shared}`)
  await page.getByRole('checkbox', { name: 'Select a.txt' }).check()
  await page.getByRole('checkbox', { name: 'Select c.txt' }).click({ modifiers: ['Shift'] })
  await expect(page.getByRole('checkbox', { name: 'Select b.txt' })).toBeChecked()
  await page.getByRole('checkbox', { name: 'Select Runs' }).check()
  const selection = page.getByRole('region', { name: 'Selection' })
  await expect(selection).toContainText('4 selected')
  // Below it they have Read alone, so the folder stays and the files go.
  await selection.getByRole('button', { name: 'Delete 3 of 4' }).click()
  await expect(row(page, 'a.txt')).toHaveCount(0)
  await expect(row(page, 'c.txt')).toHaveCount(0)
  await expect(row(page, 'Runs')).toBeVisible()
  await expect(page.getByText('Deleted 3 things')).toBeVisible()
  await page.getByRole('button', { name: 'More for Runs' }).click()
  await expect(page.getByRole('menuitem', { name: /^Delete/ })).toHaveAccessibleName(/Delete/)
  await expect(page.getByRole('menuitem', { name: /^Delete/ })).toContainText('This takes Full in this folder and')
  await page.keyboard.press('Escape')

  await inOrganization(organization.organizationId, (tx) =>
    tx.execute(sql`delete from folder_permissions where folder_id = ${shared}`),
  )
  await choose(page, 'd.txt', 'Delete')
  await expect(messages(page)).toContainText('There is no such thing here, or it is gone.')
  await expect(row(page, 'd.txt')).toBeVisible()
})

test('[FIL-3] [FIL-5] a member sees what they were given and the way to it, and nothing else @phone', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, lin, rootId, code } = await makeSimulation(organization)
  const [, , runs = ''] = await makePath(manager, rootId, 'Plans', '2026', 'Runs')
  await makePath(manager, rootId, 'Secret')
  await makeFile({ organizationId: organization.organizationId, folderId: rootId, name: 'budget.txt' })
  await makeFile({ organizationId: organization.organizationId, folderId: runs, name: 'mesh.vtk' })
  await give(manager, runs, lin, 'read')
  await signInAs(lin)
  await page.goto('/files/all')
  await expect(page.getByText('You see what leads to folders you were given.')).toBeVisible()
  await expect(page.getByRole('checkbox', { name: /^Select (?!all)/ })).toHaveCount(2)
  await expect(row(page, 'Home folders')).toBeVisible()
  await expect(row(page, 'Plans')).toContainText('Way through')
  await open(page, 'Plans')
  await open(page, '2026')
  await open(page, 'Runs')
  await expect(row(page, 'mesh.vtk')).toContainText('Read')
  const making = page.getByRole('main').getByRole('button', { name: 'New Folder' })
  await expect(making).toHaveAccessibleDescription(/This takes Write in this folder/)
  await choose(page, 'mesh.vtk', 'Details')
  const panel = page.getByRole('dialog', { name: 'mesh.vtk' })
  await expect(panel).toContainText('Plans / 2026 / Runs')
  await panel.getByRole('button', { name: 'Close' }).click()
  for (const item of ['Rename', 'Move to…', 'Delete']) {
    await page.getByRole('button', { name: 'More for mesh.vtk' }).click()
    await expect(page.getByRole('menuitem', { name: new RegExp(`^${item}`) })).toContainText('This takes Full')
    await page.keyboard.press('Escape')
  }
  expect((await page.goto(`/workspaces/${code}/files/${runs}`))?.status()).toBe(404)
})

test('[SEC-4] [FIL-3] ids of folders one was not given, of another workspace and of nothing are all not found', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, lin, rootId, code } = await makeSimulation(organization)
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
        'run-' || lpad(i::text, 4, '0'), i, ${'0'.repeat(64)}
      from nodes, generate_series(1, 2000) i where id = ${runs}`),
  )
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/files/${runs}`)
  await expect(row(page, 'run-0001')).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('End')
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
    await makeFile({ organizationId: organization.organizationId, folderId: plans, name, size: index + 1 })
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
