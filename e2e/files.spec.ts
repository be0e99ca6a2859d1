import { sql } from 'drizzle-orm'
import { actingAs } from '../lib/call'
import { makeFolder, moveNodes, renameNode, trashNodes } from '../lib/files/changes'
import { give, makePath, seenBy } from '../lib/files/testing/tree'
import { makeFile, unwrap } from '../lib/test/factories'
import { inOrganization } from '../lib/test/look'
import { choose, makeSimulation, messages, open, row, title } from './file-manager'
import { expect, test } from './fixtures'

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
  await makeFile(manager, rootId, 'wing.step', 'x'.repeat(2048))
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
  await expect(plansField).toBeFocused()
  // And stays so when the menu has gone.
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(plansField).toBeFocused()
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
  const tree = page.getByRole('navigation', { name: 'Folders' })
  await expect(tree.getByRole('link', { name: 'Crash tests' })).toBeVisible()

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
  await makeFile(manager, rootId, 'wing.step')
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
  for (const name of ['a.txt', 'b.txt', 'c.txt', 'd.txt']) await makeFile(manager, shared, name)
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
  expect(await seenBy(manager, shared)).toEqual(['Runs', 'd.txt'])
})

test('[FIL-3] [FIL-5] a member sees what they were given and the way to it, and nothing else @phone', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, lin, rootId, code } = await makeSimulation(organization)
  const [, , runs = ''] = await makePath(manager, rootId, 'Plans', '2026', 'Runs')
  await makePath(manager, rootId, 'Secret')
  await makeFile(manager, rootId, 'budget.txt')
  await makeFile(manager, runs, 'mesh.vtk')
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
