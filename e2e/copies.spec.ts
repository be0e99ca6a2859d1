import { actingAs } from '../lib/call'
import { below, copyTo, makeMany } from '../lib/copies/testing/copying'
import { lockPaths } from '../lib/files/locks'
import { give, makePath, seenBy } from '../lib/files/testing/tree'
import { takePermission } from '../lib/folder-permissions/changes'
import { makeFile, unwrap } from '../lib/test/factories'
import { inOrganization } from '../lib/test/look'
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
  const { manager, lin, rootId, homeOf } = await makeSimulation(organization)
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
  await expect(copying).toContainText('This takes Read in this folder')
  expect(await seenBy(lin, home)).toEqual(['Plans'])
})

/** Keeps every copy in a workspace from its next step, until it is let go. */
async function holdCopies(organizationId: string, workspaceId: string) {
  let letGo = () => {}
  const isLetGo = new Promise<void>((resolve) => {
    letGo = resolve
  })
  let held = () => {}
  const isHeld = new Promise<void>((resolve) => {
    held = resolve
  })
  const over = inOrganization(organizationId, async (tx) => {
    await lockPaths(tx, workspaceId)
    held()
    await isLetGo
  })
  await isHeld
  return async () => {
    letGo()
    await over
  }
}

test('[CPM-8] more than a moment’s work is done in the background, and shows how far it is', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, rootId, workspaceId } = await makeSimulation(organization)
  const [large = ''] = await makePath(manager, rootId, 'Large')
  const [archive = ''] = await makePath(manager, rootId, 'Archive')
  await makeMany(manager, large, 1_200)
  const letGo = await holdCopies(manager.organizationId, workspaceId)
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/files`)
  await row(page, 'Large').focus()
  await page.keyboard.press('c')
  const copying = page.getByRole('dialog', { name: 'Copy Large to…' })
  await copying.getByRole('radio', { name: 'Archive' }).click()
  await copying.getByRole('button', { name: 'Copy to Archive' }).click()
  await expect(messages(page)).toContainText('Copying Large to Archive')
  await messages(page).getByRole('link', { name: 'Operations' }).click()
  await expect(page).toHaveURL(/\/operations$/)
  const operation = page.getByRole('row').filter({ hasText: 'Copying files in Simulation' })
  await expect(operation).toContainText('0 of 1,201, 0 B of 1.2 KiB', { timeout: 30_000 })
  await letGo()
  await expect(page.getByText('Nothing in progress')).toBeVisible({ timeout: 30_000 })
  expect(await seenBy(manager, archive)).toEqual(['Large'])

  await page.getByRole('link', { name: 'Ended' }).click()
  await expect(operation.getByText('Done', { exact: true })).toBeVisible()
  await operation.getByRole('link', { name: 'Copying files in Simulation' }).click()
  const panel = page.getByRole('dialog', { name: 'Copying files in Simulation' })
  await expect(panel.getByRole('listitem').first()).toContainText('Copied 200. 1.2 KiB of 1.2 KiB are done.')
  await page.goto('/notices')
  await expect(page.getByText('Your copy')).toHaveCount(0)
})

test('[CPM-8] a copy that left things out says how many, tells who made it, and its log says of each why', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, rootId } = await makeSimulation(organization)
  const [large = ''] = await makePath(manager, rootId, 'Large')
  await makeMany(manager, large, 1_200)
  const [archive = ''] = await makePath(manager, rootId, 'Archive')
  await makePath(manager, archive, 'Large', 'file 7')
  const { operationId } = unwrap(await copyTo(manager, archive, [large], 'skip'))
  expect(operationId).not.toBeNull()
  await signInAs(manager)
  await expect(async () => {
    await page.goto('/notices')
    await expect(page.getByText('Your copy is done, but not of everything')).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 30_000 })
  await expect(page.getByText('One thing was left out. The log says of each why.')).toBeVisible()
  await page.getByRole('link', { name: /Your copy is done, but not of everything/ }).click()
  const panel = page.getByRole('dialog', { name: 'Copying files in Simulation' })
  await expect(panel.getByText('Done, 1 left out')).toBeVisible()
  await expect(panel.getByRole('listitem').filter({ hasText: 'Could not copy file' })).toHaveText([
    /^Could not copy file 7: A folder of its name is there, which a file does not replace\./,
  ])
  await panel.getByRole('button', { name: 'Close' }).click()
  await expect(panel).toBeHidden()
  await expect(page.getByRole('row').filter({ hasText: 'Copying files in Simulation' })).toContainText(
    'Done, 1 left out',
  )
})

test('[CPM-8] of a thousand things and more, what was copied before something went wrong is not copied again', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, rootId } = await makeSimulation(organization)
  const [runs = ''] = await makePath(manager, rootId, 'Runs')
  const [archive = ''] = await makePath(manager, rootId, 'Archive')
  await makeMany(manager, runs, 1_004)
  await makeFile(manager, archive, 'FILE 1')
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/files/${runs}`)
  await expect(async () => {
    await page.keyboard.press('End')
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
    await expect(page.getByText('1,004 in all')).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 30_000 })
  await page.getByRole('checkbox', { name: 'Select all that have come' }).check()
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Copy to…' }).click()
  const copying = page.getByRole('dialog', { name: /^Copy .+ to…/ })
  await copying.getByRole('radio', { name: 'Archive' }).click()
  await copying.getByRole('radio', { name: /Skip it/ }).click()
  let sent = 0
  await page.route('**/*', async (route) => {
    const isAction = route.request().method() === 'POST' && 'next-action' in route.request().headers()
    if (isAction && ++sent === 2) await route.abort()
    else await route.continue()
  })
  await copying.getByRole('button', { name: 'Copy to Archive' }).click()
  await expect(copying).toContainText('That did not reach the server.')
  await expect(messages(page)).toContainText('Copied 999 things to Archive; 1 was there and stays')
  await expect(copying).toHaveAccessibleName('Copy 4 things to…')
  await copying.getByRole('radio', { name: /Keep both/ }).click()
  await copying.getByRole('button', { name: 'Copy to Archive' }).click()
  await expect(copying).toBeHidden()
  await expect(messages(page)).toContainText('Copied 4 things to Archive')
  expect(sent).toBe(3)
  expect(await below(manager.organizationId, archive)).toHaveLength(1_004)
})
