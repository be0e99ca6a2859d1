import type { Page } from '@playwright/test'
import { actingAs } from '../lib/call'
import { deactivateUser } from '../lib/deactivation/changes'
import { findPlaces } from '../lib/files/queries'
import { give, makePath } from '../lib/files/testing/tree'
import { changePermission, takePermission } from '../lib/folder-permissions/changes'
import { makeGroup, makeUser, makeWorkspace, type TestOrganization, unwrap } from '../lib/test/factories'
import { actorOf } from '../lib/test/look'
import { expect, test } from './fixtures'

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
const dialogOf = (page: Page, name: string) => page.getByRole('dialog', { name })
const changesIn = (page: Page) => page.getByRole('region', { name: 'What this changes' })

async function makePlaces(organization: TestOrganization) {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true, name: 'Mia Roe' })
  const person = (name: string) => makeUser(organization, { workspaceId, name })
  const [lin, kai] = [await person('Lin Ode'), await person('Kai Rho')]
  const { rootId } = await findPlaces(await actorOf(manager), workspaceId)
  const [top = '', plans = ''] = await makePath(manager, rootId ?? '', 'Top', 'Plans')
  const { groupId } = await makeGroup(manager, 'Crash Safety', [lin, kai])
  const inPortal = (folderId: string) => `/workspaces/${code}/files/${folderId}/access`
  return { workspaceId, code, manager, lin, kai, top, plans, groupId, inPortal }
}

async function chooseInMenu(page: Page, name: string, item: string | RegExp) {
  await row(page, name)
    .getByRole('button', { name: `More for ${name}` })
    .click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('[FIL-2] [FIL-3] a group is given a folder after seeing who gains what, which is changed and taken again @phone', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, kai, top, plans, inPortal } = await makePlaces(organization)
  await give(manager, top, kai, 'full')
  await signInAs(manager)
  await page.goto(inPortal(plans))
  await expect(page.getByRole('heading', { name: 'Access to Plans', level: 1 })).toBeVisible()
  // What comes from above stands there with where from, and is changed there.
  await expect(row(page, 'Kai Rho')).toContainText('Top')
  await chooseInMenu(page, 'Kai Rho', 'Open the permissions of Top')
  await expect(page.getByRole('heading', { name: 'Access to Top', level: 1 })).toBeVisible()
  await expect(row(page, 'Kai Rho')).toContainText('This folder')
  await page.goto(inPortal(plans))

  await page.getByRole('link', { name: 'Give access' }).click()
  const giving = dialogOf(page, 'Give access to Plans')
  // A dialog that is still opening moves, and what is said of something in it goes as it does.
  await expect(async () => {
    await giving.getByRole('button', { name: 'Give access' }).click({ force: true })
    await expect(page.getByText('Choose a user, a group or a partner first.').first()).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 20_000 })
  await giving.getByLabel('Find a user, a group or a partner').fill('crash')
  await expect(giving.getByRole('list', { name: 'Users, groups and partners' }).getByRole('radio')).toHaveCount(1)
  await giving.getByRole('radio', { name: /^Crash Safety Group of 2 people/ }).check()
  await expect(changesIn(page)).toContainText('Of 2 people, 1 gains access.')
  await expect(changesIn(page).getByRole('listitem')).toHaveText(/Lin Ode .* nothing → Read/)
  await giving.getByRole('radio', { name: /^Write/ }).check()
  await expect(changesIn(page).getByRole('listitem')).toHaveText(/Lin Ode .* nothing → Write/)
  await giving.getByRole('checkbox', { name: 'Also in every folder below' }).uncheck()
  await expect(changesIn(page).getByRole('listitem')).toHaveText(
    /nothing → Write, below it nothing → nothing|nothing → Write$/,
  )
  await giving.getByRole('button', { name: 'Give access' }).click()
  await expect(giving).toBeHidden()
  await expect(row(page, 'Crash Safety')).toContainText('That folder alone')

  await chooseInMenu(page, 'Crash Safety', 'Change')
  const changing = dialogOf(page, 'Access of Crash Safety to Plans')
  await changing.getByRole('radio', { name: /^Read/ }).check()
  await expect(changesIn(page)).toContainText('Of 2 people, 1 gains and 1 loses access.')
  await changing.getByLabel('Last day, UTC').fill('2000-01-01')
  await changing.getByRole('button', { name: 'Save' }).click()
  await expect(changing.getByLabel('Last day, UTC')).toHaveAccessibleDescription(/Choose today or a later day/)
  await changing.getByLabel('Last day, UTC').fill('2199-12-31')
  await changing.getByRole('button', { name: 'Save' }).click()
  await expect(row(page, 'Crash Safety')).toContainText('31 Dec 2199')
  await expect(row(page, 'Crash Safety')).toContainText('Read')

  await chooseInMenu(page, 'Crash Safety', 'Take away')
  const taking = dialogOf(page, 'Take Read in Plans from Crash Safety?')
  await expect(changesIn(page).getByRole('listitem')).toHaveText(/Lin Ode .* Read → nothing/)
  await taking.getByRole('button', { name: 'Take away' }).click()
  await expect(row(page, 'Crash Safety')).toHaveCount(0)
  await page.getByRole('dialog', { name: 'Took Read from Crash Safety' }).getByRole('button', { name: 'Undo' }).click()
  await expect(row(page, 'Crash Safety')).toContainText('31 Dec 2199')
})

test('[FIL-4] who has access, why, and what one of them can reach besides', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, lin, kai, top, plans, groupId, inPortal } = await makePlaces(organization)
  await give(manager, top, groupId, 'read')
  await give(manager, plans, lin, 'write')
  await signInAs(manager)
  await page.goto(inPortal(plans))
  await page.getByRole('link', { name: 'Who has access?' }).click()
  await expect(page.getByRole('table', { name: 'Who has access' })).toBeVisible()
  const why = (name: string) => row(page, name).getByRole('listitem')
  await expect(why('Kai Rho')).toHaveText(['Read, as one of Crash Safety, given on Top'])
  await expect(why('Lin Ode')).toHaveText(['Write, given here', 'Read, as one of Crash Safety, given on Top'])
  await expect(row(page, 'Lin Ode')).toContainText('Read/Write')
  await expect(why('Mia Roe')).toHaveText(['Admin, by their role'])
  await page.getByLabel('Search people').fill(kai.email)
  await expect(row(page, 'Lin Ode')).toHaveCount(0)
  await expect(row(page, 'Kai Rho')).toBeVisible()
  await page.getByLabel('Search people').fill('nobody of that name')
  await expect(page.getByText('Nobody with access has this')).toBeVisible()
  await page.getByRole('link', { name: 'Clear search' }).click()

  await row(page, 'Lin Ode').getByRole('link', { name: 'Lin Ode' }).click()
  const reach = page.getByRole('region', { name: 'What they can reach' })
  await expect(reach.getByRole('listitem').filter({ hasText: 'Top/Plans' })).toContainText(
    'Read/WriteWrite, given to them',
  )
  await expect(
    reach.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Top', exact: true }) }),
  ).toContainText('Read, given to the group Crash Safety')
  await reach.getByRole('link', { name: 'Top/Plans' }).click()
  await expect(page.getByRole('heading', { name: 'Access to Plans', level: 1 })).toBeVisible()
})

test('[GRP-2] a group names the folders it has been given', async ({ page, organization, signInAs }) => {
  const { code, manager, plans, groupId } = await makePlaces(organization)
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/groups/${groupId}?view=folders`)
  await expect(page.getByText('No folder has been given to this group yet')).toBeVisible()
  await give(manager, plans, groupId, 'read', { isRecursive: false, lastDay: '2199-12-31' })
  const parts = page.getByRole('navigation', { name: 'Members and folders' })
  await parts.getByRole('link', { name: /^Members/ }).click()
  await expect(row(page, 'Lin Ode')).toBeVisible()
  await parts.getByRole('link', { name: 'Folders' }).click()
  await expect(row(page, 'Top/Plans')).toContainText('It alone')
  await expect(row(page, 'Top/Plans')).toContainText('31 Dec 2199')
  await row(page, 'Top/Plans').getByRole('link', { name: 'Top/Plans' }).click()
  await expect(row(page, 'Crash Safety')).toContainText('Read')
})

test('[FIL-2] in their own place a user runs the folders they have Admin on, that folder alone where it is so', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, lin, kai, top, plans, inPortal } = await makePlaces(organization)
  await signInAs(lin)
  const own = `/files/${plans}/access`
  for (const path of [own, inPortal(plans)]) expect((await page.goto(path))?.status()).toBe(404)
  expect((await page.request.get(`/api/folder-permissions/grantees?folder=${plans}`)).status()).toBe(404)
  await give(manager, plans, lin, 'full')
  await page.goto(own)
  await expect(page.getByText('Ask an administrator of Simulation')).toBeVisible()
  await page.getByRole('button', { name: 'Give access' }).hover()
  await expect(page.getByRole('tooltip')).toContainText('Only who administers this folder')

  await give(manager, plans, lin, 'admin', { isRecursive: false })
  await page.goto(`${own}?give=1`)
  const giving = dialogOf(page, 'Give access to Plans')
  await giving.getByRole('radio', { name: /^Kai Rho/ }).check()
  const below = giving.getByRole('checkbox', { name: 'Also in every folder below' })
  await expect(below).not.toBeChecked()
  await below.click({ force: true })
  await expect(below).not.toBeChecked()
  await expect(below).toHaveAccessibleDescription(/You administer this folder alone/)
  await giving.getByRole('button', { name: 'Give access' }).click()
  await expect(row(page, 'Kai Rho')).toContainText('That folder alone')
  // There and back from the folder itself.
  await page.getByRole('link', { name: 'Open folder' }).click()
  await page.getByRole('link', { name: 'Details' }).click()
  await page.getByRole('dialog', { name: 'Plans' }).getByRole('link', { name: 'Access' }).click()
  await expect(row(page, 'Kai Rho')).toContainText('That folder alone')
  await page.goto(`/files/${top}`)
  await row(page, 'Plans').getByRole('button', { name: 'More for Plans' }).click()
  await page.getByRole('menuitem', { name: 'Access' }).click()
  await expect(page.getByRole('heading', { name: 'Access to Plans', level: 1 })).toBeVisible()
  expect((await page.goto(`/files/${top}/access`))?.status()).toBe(200)
  await expect(page.getByText('These permissions are not for you')).toBeVisible()
  await signInAs(kai)
  await page.goto(own)
  await expect(page.getByText('These permissions are not for you')).toBeVisible()
})

test('[FIL-2] [SEC-9] what a stale page still offers the server refuses, with the reason', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, lin, kai, plans, inPortal } = await makePlaces(organization)
  const permissionId = await give(manager, plans, lin, 'read')
  await signInAs(manager)

  // Given the same level while the form is open, and deactivated.
  await page.goto(`${inPortal(plans)}?give=1`)
  const giving = dialogOf(page, 'Give access to Plans')
  await giving.getByRole('radio', { name: /^Lin Ode/ }).check()
  await expect(changesIn(page)).toContainText('Nothing changes for them')
  await giving.getByRole('button', { name: 'Give access' }).click()
  await expect(giving).toContainText('They have this level here already.')
  await giving.getByRole('radio', { name: /^Kai Rho/ }).check()
  unwrap(await actingAs(manager.claim, () => deactivateUser({ userId: kai.userId })))
  await giving.getByRole('button', { name: 'Give access' }).click()
  await expect(giving).toContainText('They are deactivated. Reactivate them first.')

  // Changed by somebody else meanwhile: saved over it with a second press.
  await page.goto(`${inPortal(plans)}?change=${permissionId}`)
  const changing = dialogOf(page, 'Access of Lin Ode to Plans')
  await expect(changing.getByRole('radio', { name: /^Read/ })).toBeFocused()
  await expect(changesIn(page)).toContainText('Choose another level')
  const theirs = { permissionId, level: 'full', isRecursive: true, lastDay: '', revision: 1 } as const
  unwrap(await actingAs(manager.claim, () => changePermission(theirs)))
  await changing.getByRole('radio', { name: /^Share/ }).check()
  await changing.getByRole('button', { name: 'Save' }).click()
  await expect(changing).toContainText('Saved meanwhile: “Full”')
  await changing.getByRole('button', { name: 'Save over theirs' }).click()
  await expect(row(page, 'Lin Ode')).toContainText('Share')

  // Gone while it is being taken.
  await chooseInMenu(page, 'Lin Ode', 'Take away')
  const taking = dialogOf(page, 'Take Share in Plans from Lin Ode?')
  await expect(changesIn(page)).toContainText('They lose access.')
  unwrap(await actingAs(manager.claim, () => takePermission({ permissionId })))
  await taking.getByRole('button', { name: 'Take away' }).click()
  await expect(taking).toContainText('There is no such thing here, or it is gone.')
})

test('[FIL-2] [FIL-11] what somebody has in their own home folder cannot be taken', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, lin } = await makePlaces(organization)
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/members/${lin.userId}`)
  await page
    .getByRole('region', { name: 'What they can reach' })
    .getByRole('link', { name: /^Home folders/ })
    .click()
  await row(page, 'Lin Ode').getByRole('button', { name: 'More for Lin Ode' }).click()
  await expect(page.getByRole('menuitem', { name: 'Take away' })).toContainText(
    'Everybody has Full in their own home folder.',
  )
})

test('[POR-4] a folder of another workspace is not found', async ({ page, organization, signInAs }) => {
  const { plans, code } = await makePlaces(organization)
  const other = await makeWorkspace(organization, 'Other')
  await signInAs(organization.admin)
  for (const path of [`/workspaces/${other.code}/files/${plans}/access`, `/files/${plans}/access`, '/files/x/access'])
    expect((await page.goto(path))?.status()).toBe(404)
  expect((await page.goto(`/workspaces/${code}/files/${plans}/access`))?.status()).toBe(200)
})

test('[SWI-9] a folder of another of one’s own users offers the switch', async ({ page, organization, signInAs }) => {
  const { manager, lin, plans } = await makePlaces(organization)
  await give(manager, plans, lin, 'admin')
  const other = await makeWorkspace(organization, 'Field Tests')
  const away = await makeUser(organization, { workspaceId: other.workspaceId, email: lin.email, name: 'Lin Ode' })
  await signInAs(away)
  await page.goto(`/files/${plans}/access`)
  await expect(page.getByText('Another of your users can open this')).toBeVisible()
  await page.getByRole('button', { name: 'Switch to Simulation' }).click()
  await expect(page.getByRole('heading', { name: 'Access to Plans', level: 1 })).toBeVisible()
})
