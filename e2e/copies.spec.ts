import { actingAs } from '../lib/call'
import { makeMany } from '../lib/copies/testing/copying'
import { give, makePath, seenBy } from '../lib/files/testing/tree'
import { takePermission } from '../lib/folder-permissions/changes'
import { makeFile, unwrap } from '../lib/test/factories'
import { choose, makeSimulation, messages, open, row, title } from './file-manager'
import { expect, test } from './fixtures'

test('[CPM-4] [CPM-7] [CPM-9] things are copied by a picker, with one rule for names that are there already @phone', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, rootId } = await makeSimulation(organization)
  const [plans = '', year = ''] = await makePath(manager, rootId, 'Plans', '2026')
  const [archive = ''] = await makePath(manager, rootId, 'Archive')
  await makeFile(manager, rootId, 'wing.step', 'a wing')
  await makeFile(manager, archive, 'WING.step', 'other')
  await makeFile(manager, year, 'spar.step')
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/files`)

  await choose(page, 'Plans', 'Copy to…')
  const copying = page.getByRole('dialog', { name: 'Copy Plans to…' })
  await expect(copying.getByRole('radio', { name: /^Plans/ })).toHaveAccessibleName(/A folder cannot go into itself/)
  await expect(copying.getByRole('radio', { name: /Home folders/ })).toHaveAccessibleName(/nothing else is put here/)
  await expect(copying.getByRole('button', { name: /^Copy/ })).toHaveAccessibleDescription('Choose a folder first.')
  await copying.getByRole('radio', { name: 'All files' }).click()
  await copying.getByRole('button', { name: 'Copy to All files' }).click()
  await expect(row(page, 'Plans (2)')).toBeVisible()
  await expect(row(page, 'Plans')).toBeVisible()

  for (const [rule, names] of [
    ['Skip it', ['WING.step']],
    ['Keep both', ['wing (2).step', 'WING.step']],
  ] as const) {
    await choose(page, 'wing.step', 'Copy to…')
    const one = page.getByRole('dialog', { name: 'Copy wing.step to…' })
    await one.getByRole('radio', { name: 'Archive' }).click()
    await one.getByRole('radio', { name: new RegExp(rule) }).click()
    await one.getByRole('button', { name: 'Copy to Archive' }).click()
    await expect(one).toBeHidden()
    await expect.poll(() => seenBy(manager, archive)).toEqual(names)
  }

  await page.getByRole('checkbox', { name: 'Select wing.step' }).check()
  await page.getByRole('checkbox', { name: 'Select Plans', exact: true }).check()
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Copy to…' }).click()
  const both = page.getByRole('dialog', { name: 'Copy 2 things to…' })
  await both.getByRole('radio', { name: 'Archive' }).click()
  await both.getByRole('radio', { name: /Replace it/ }).click()
  await both.getByRole('button', { name: 'Copy to Archive' }).click()
  await expect(messages(page)).toContainText('Copied 2 things to Archive')
  expect(await seenBy(manager, archive)).toEqual(['Plans', 'wing (2).step', 'WING.step'])
  await open(page, 'Archive')
  await expect(title(page, 'Archive')).toBeVisible()
  await expect(row(page, 'WING.step')).toContainText('6 B')
  expect(await seenBy(manager, plans)).toEqual(['2026'])
})

test('[CPM-4] what may not be read is left out and said, and a stale page copies nothing', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, lin, rootId, homeOf } = await makeSimulation(organization)
  const [plans = '', listed = ''] = await makePath(manager, rootId, 'Plans', 'Listed')
  await makeFile(manager, plans, 'wing.step')
  await makeFile(manager, listed, 'secret.step')
  const given = await give(manager, plans, lin, 'read', { isRecursive: false })
  await give(manager, listed, lin, 'list')
  await signInAs(lin)
  await page.goto('/files')
  const home = await homeOf(lin)
  await page.goto(`/files/${rootId}`)
  await choose(page, 'Plans', 'Copy to…')
  const copying = page.getByRole('dialog', { name: 'Copy Plans to…' })
  await expect(copying.getByRole('radio', { name: /All files/ })).toHaveAccessibleName(
    /This takes Write in this folder/,
  )
  await copying.getByRole('button', { name: 'Show what is in Home folders' }).click()
  await copying.getByRole('radio', { name: 'lin@example.org' }).click()
  await copying.getByRole('button', { name: 'Copy to lin@example.org' }).click()
  const said = page.getByRole('dialog', { name: 'Some of it was not copied' })
  await expect(said).toContainText('Listed')
  await expect(said).toContainText('This takes Read in this folder')
  await said.getByRole('button', { name: 'Close', exact: true }).last().click()
  expect(await seenBy(lin, home)).toEqual(['Plans'])

  // What a stale page still offers the server refuses.
  await choose(page, 'Plans', 'Copy to…')
  await copying.getByRole('button', { name: 'Show what is in Home folders' }).click()
  await copying.getByRole('radio', { name: 'lin@example.org' }).click()
  unwrap(await actingAs(manager.claim, () => takePermission({ permissionId: given })))
  await copying.getByRole('button', { name: 'Copy to lin@example.org' }).click()
  await expect(copying).toContainText(/There is no such thing here|This takes Read/)
  expect(await seenBy(lin, home)).toEqual(['Plans'])
  expect(code).not.toBe('')
})

test('[CPM-8] more than a moment’s work is done in the background, and shows how far it is', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, rootId } = await makeSimulation(organization)
  const [large = ''] = await makePath(manager, rootId, 'Large')
  const [archive = ''] = await makePath(manager, rootId, 'Archive')
  await makeMany(manager, large, 1_200)
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/files`)
  await row(page, 'Large').focus()
  await page.keyboard.press('c')
  const copying = page.getByRole('dialog', { name: 'Copy Large to…' })
  await copying.getByRole('radio', { name: 'Archive' }).click()
  await copying.getByRole('button', { name: 'Copy to Archive' }).click()
  await expect(messages(page)).toContainText('Copying Large to Archive: see Operations')
  await expect(async () => {
    await page.goto(`/workspaces/${code}/operations?state=ended`)
    await expect(page.getByRole('row').filter({ hasText: 'Copying files in Simulation' })).toContainText('Done', {
      timeout: 500,
    })
  }).toPass({ timeout: 30_000 })
  expect(await seenBy(manager, archive)).toEqual(['Large'])
})
