import type { Page } from '@playwright/test'
import { actingAs } from '../lib/call'
import { deactivateUser } from '../lib/deactivation/changes'
import { createGroup, deleteGroup, renameGroup } from '../lib/groups/changes'
import { makeGroup, makeUser, makeWorkspace, type TestOrganization, unwrap } from '../lib/test/factories'
import { expect, test } from './fixtures'

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
const dialogOf = (page: Page, name: string) => page.getByRole('dialog', { name })
const nothingGiven = 'Nothing has been given to this group yet'

async function makeSimulation(organization: TestOrganization) {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true, name: 'Mia Roe' })
  const person = (name: string) => makeUser(organization, { workspaceId, name })
  return { workspaceId, code, manager, person }
}

async function chooseInMenu(page: Page, name: string, item: string) {
  await row(page, name)
    .getByRole('button', { name: `More for ${name}` })
    .click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('[GRP-1] [GRP-2] a group is made, filled by a search, and people leave it again @phone', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, person } = await makeSimulation(organization)
  for (const name of ['Lin Ode', 'Kai Rho', 'Noor Bel']) await person(name)
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/groups`)
  await expect(page.getByRole('heading', { name: 'No groups yet' })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'New Group' }).first().click()
  const making = dialogOf(page, 'New Group')
  await making.getByRole('button', { name: 'Create Group' }).click()
  await expect(making.getByLabel('Name')).toHaveAccessibleDescription(/Enter a name/)
  await making.getByLabel('Name').fill('Crash Safety')
  await making.getByRole('button', { name: 'Create Group' }).click()
  await expect(page.getByRole('heading', { name: 'Crash Safety', level: 1 })).toBeVisible()
  await expect(page.getByText('Nobody is in this group yet')).toBeVisible()

  await page.getByRole('link', { name: 'Add people' }).first().click()
  const adding = dialogOf(page, 'Add people to Crash Safety')
  await expect(adding).toContainText(`${nothingGiven}, so joining it gives no access.`)
  await adding.getByLabel('Find people').fill('lin')
  await expect(adding.getByRole('checkbox')).toHaveCount(1)
  await adding.getByRole('checkbox', { name: 'Lin Ode' }).check()
  await adding.getByLabel('Find people').fill('o')
  await adding.getByRole('checkbox', { name: 'Kai Rho' }).check()
  await adding.getByRole('checkbox', { name: 'Noor Bel' }).check()
  await adding.getByRole('button', { name: 'Leave out Noor Bel' }).click()
  // The message of the group that was made does not lie over it.
  await expect(page.getByText('Created Crash Safety')).toBeVisible()
  await adding.getByRole('button', { name: 'Add 2 people' }).click({ timeout: 2_000 })
  await expect(adding).toBeHidden()
  await expect(row(page, 'Lin Ode')).toContainText('Active')
  await expect(row(page, 'Kai Rho')).toBeVisible()
  await expect(row(page, 'Noor Bel')).toHaveCount(0)

  // Who is in it already is found when sought, and cannot be chosen.
  await page.getByRole('link', { name: 'Add people' }).click()
  await expect(adding.getByRole('checkbox', { name: 'Noor Bel' })).toBeVisible()
  await expect(adding.getByRole('checkbox', { name: 'Lin Ode' })).toHaveCount(0)
  await adding.getByLabel('Find people').fill('lin')
  const inAlready = adding.getByRole('checkbox', { name: 'Lin Ode' })
  await expect(inAlready).toBeChecked()
  await inAlready.click({ force: true })
  await expect(adding).toContainText('They are in this group already.')
  await expect(adding.getByText('Nobody chosen yet.')).toBeVisible()
  await adding.getByRole('button', { name: 'Cancel' }).click()

  await chooseInMenu(page, 'Lin Ode', 'Remove from group')
  const removing = dialogOf(page, 'Remove Lin Ode from Crash Safety?')
  await expect(removing).toContainText(`${nothingGiven}, so leaving it takes no access away.`)
  await removing.getByRole('button', { name: 'Remove from group' }).click()
  await expect(row(page, 'Lin Ode')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row(page, 'Lin Ode')).toBeVisible()

  await page.getByRole('checkbox', { name: 'Select Lin Ode' }).check()
  await page.getByRole('checkbox', { name: 'Select Kai Rho' }).check()
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Remove from group' }).click()
  await dialogOf(page, 'Remove 2 people from Crash Safety?').getByRole('button', { name: 'Remove from group' }).click()
  await expect(page.getByText('Nobody is in this group yet')).toBeVisible()
})

test('[GRP-1] [GRP-2] names are unique; a deleted group made again has nobody in it', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, person } = await makeSimulation(organization)
  await makeGroup(manager, 'Crash Safety', [await person('Lin Ode')])
  await makeGroup(manager, 'Wind Tunnel')
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/groups?sort=-members`)
  await expect(page.getByRole('row').nth(1)).toContainText('Crash Safety')

  await chooseInMenu(page, 'Wind Tunnel', 'Rename')
  const renaming = dialogOf(page, 'Rename Wind Tunnel')
  await renaming.getByLabel('Name').fill('crash   SAFETY')
  await renaming.getByRole('button', { name: 'Save' }).click()
  await expect(renaming.getByLabel('Name')).toHaveAccessibleDescription(/“Crash Safety” has this name already/)
  await renaming.getByLabel('Name').fill('Aero')
  await renaming.getByRole('button', { name: 'Save' }).click()
  await expect(row(page, 'Aero')).toBeVisible()

  await row(page, 'Crash Safety').getByRole('link', { name: 'Crash Safety' }).click()
  await page.getByRole('link', { name: 'Delete' }).click()
  const deleting = dialogOf(page, 'Delete Crash Safety')
  await expect(deleting).toContainText('One person is in it and stays in the workspace.')
  await expect(deleting).toContainText(`${nothingGiven}, so deleting it takes no access away.`)
  await deleting.getByLabel('Type “Crash Safety” to confirm').fill('Crash Safety')
  await deleting.getByRole('button', { name: 'Delete Group' }).click()
  await expect(page.getByRole('heading', { name: 'Groups', level: 1 })).toBeVisible()
  await expect(row(page, 'Aero')).toBeVisible()
  await expect(row(page, 'Crash Safety')).toHaveCount(0)

  await page.getByRole('link', { name: 'New Group' }).click()
  await dialogOf(page, 'New Group').getByLabel('Name').fill('Crash Safety')
  await dialogOf(page, 'New Group').getByRole('button', { name: 'Create Group' }).click()
  await expect(page.getByText('Nobody is in this group yet')).toBeVisible()
})

test('a group deleted from the list goes from it; a search that finds none says so', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager } = await makeSimulation(organization)
  // Two spaces are one on a page, and one is typed.
  await makeGroup(manager, 'Aero  EU')
  await makeGroup(manager, 'Wind Tunnel')
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/groups`)
  await chooseInMenu(page, 'Aero EU', 'Delete')
  const deleting = dialogOf(page, 'Delete Aero EU')
  await deleting.getByLabel('Type “Aero EU” to confirm').fill('Aero EU')
  await deleting.getByRole('button', { name: 'Delete Group' }).click()
  await expect(row(page, 'Aero')).toHaveCount(0)
  // The address without the dialog comes after the rows; a search typed before it would go with the old one.
  await expect(page).toHaveURL(/\/groups$/)
  await page.getByLabel('Search groups').fill('aero')
  await expect(page.getByText('No group has this in its name.')).toBeVisible()
  await page.getByRole('link', { name: 'Clear search' }).click()
  await expect(row(page, 'Wind Tunnel')).toBeVisible()
})

test('[USR-1] [GRP-2] the groups of a user are ticked on their page', async ({ page, organization, signInAs }) => {
  const { code, manager, person } = await makeSimulation(organization)
  const lin = await person('Lin Ode')
  await makeGroup(manager, 'Crash Safety', [lin])
  await makeGroup(manager, 'Aero')
  await makeGroup(manager, 'Wind Tunnel')
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/members/${lin.userId}`)
  await page.getByRole('link', { name: 'Change groups' }).click()
  const dialog = dialogOf(page, 'Groups of Lin Ode')
  await expect(dialog.getByRole('checkbox').first()).toHaveAccessibleName('Crash Safety')
  await expect(dialog.getByRole('checkbox', { name: 'Crash Safety' })).toBeChecked()
  await dialog.getByRole('checkbox', { name: 'Crash Safety' }).uncheck()
  await dialog.getByLabel('Find a group').fill('tunnel')
  await expect(dialog.getByRole('checkbox')).toHaveCount(1)
  await dialog.getByRole('checkbox', { name: 'Wind Tunnel' }).check()
  await expect(dialog).toContainText('Joins Wind Tunnel')
  await expect(dialog).toContainText('Leaves Crash Safety')
  await expect(dialog).toContainText('their access stays as it is')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  const card = page.getByRole('region', { name: 'Groups' })
  await expect(card.getByRole('link', { name: 'Wind Tunnel' })).toBeVisible()
  await expect(card.getByRole('link', { name: 'Crash Safety' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(card.getByRole('link', { name: 'Crash Safety' })).toBeVisible()
  await expect(card.getByRole('link', { name: 'Wind Tunnel' })).toHaveCount(0)
})

test('[GRP-1] what a stale page still offers the server refuses, with the reason', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, person, workspaceId } = await makeSimulation(organization)
  const [lin, kai] = [await person('Lin Ode'), await person('Kai Rho')]
  const { groupId } = await makeGroup(manager, 'Aero')
  const doomed = await makeGroup(manager, 'Doomed', [kai])
  await signInAs(manager)

  // Somebody who is deactivated while the dialog is open stays out, and the other one joins.
  await page.goto(`/workspaces/${code}/groups/${groupId}?add=1`)
  const adding = dialogOf(page, 'Add people to Aero')
  await adding.getByRole('checkbox', { name: 'Lin Ode' }).check()
  await adding.getByRole('checkbox', { name: 'Mia Roe' }).check()
  unwrap(await actingAs(manager.claim, () => deactivateUser({ userId: lin.userId })))
  await adding.getByRole('button', { name: 'Add 2 people' }).click()
  await expect(adding).toContainText('1 person added.')
  await expect(adding.getByRole('listitem').filter({ hasText: 'Lin Ode' })).toContainText('They are deactivated.')
  await adding.getByRole('button', { name: 'Done' }).click()
  await expect(row(page, 'Mia Roe')).toBeVisible()

  // A name taken while the form is open, and a rename over somebody else's.
  await page.goto(`/workspaces/${code}/groups/${groupId}?rename=1`)
  const renaming = dialogOf(page, 'Rename Aero')
  unwrap(await actingAs(manager.claim, () => createGroup({ workspaceId, name: 'Wings' })))
  await renaming.getByLabel('Name').fill('Wings')
  await renaming.getByRole('button', { name: 'Save' }).click()
  await expect(renaming.getByLabel('Name')).toHaveAccessibleDescription(/has this name already/)
  unwrap(await actingAs(manager.claim, () => renameGroup({ groupId, name: 'Aero EU', revision: 1 })))
  await renaming.getByLabel('Name').fill('Aero US')
  await renaming.getByRole('button', { name: 'Save' }).click()
  await expect(renaming).toContainText('Saved meanwhile: “Aero EU”')

  // A group that is gone while somebody is taken out of it.
  await page.goto(`/workspaces/${code}/groups/${doomed.groupId}`)
  await chooseInMenu(page, 'Kai Rho', 'Remove from group')
  unwrap(await actingAs(manager.claim, () => deleteGroup({ groupId: doomed.groupId })))
  const removing = dialogOf(page, 'Remove Kai Rho from Doomed?')
  await removing.getByRole('button', { name: 'Remove from group' }).click()
  await expect(removing).toContainText('There is no such thing here, or it is gone.')
})

test('[POR-4] groups are not found by who administers another workspace, and not by a member', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, person } = await makeSimulation(organization)
  const lin = await person('Lin Ode')
  const { groupId } = await makeGroup(manager, 'Aero', [lin])
  const other = await makeWorkspace(organization, 'Other')
  const stranger = await makeUser(organization, { workspaceId: other.workspaceId, isWorkspaceAdmin: true })
  for (const nobody of [stranger, lin]) {
    await signInAs(nobody)
    for (const path of ['', `/${groupId}`])
      expect((await page.goto(`/workspaces/${code}/groups${path}`))?.status()).toBe(404)
    for (const path of [`/api/groups?user=${lin.userId}`, `/api/groups/candidates?group=${groupId}`])
      expect((await page.request.get(path)).status()).toBe(404)
  }
  await signInAs(stranger)
  expect((await page.goto(`/workspaces/${other.code}/groups/${groupId}`))?.status()).toBe(404)
})

test('[GRP-1] a member reads on their profile which groups they are in, those of the workspace they act in @phone', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, person } = await makeSimulation(organization)
  const lin = await person('Lin Ode')
  const other = await makeWorkspace(organization, 'Field Tests')
  await makeUser(organization, { workspaceId: other.workspaceId, email: lin.email, name: 'Lin Ode' })
  for (const name of ['Aero', 'Crash Safety']) await makeGroup(manager, name, [lin])
  await makeGroup(manager, 'Wind Tunnel')
  await signInAs(lin)
  await page.goto('/profile')
  const card = page.getByRole('region', { name: 'Your groups in Simulation' })
  await expect(card.getByRole('listitem')).toHaveText(['Aero', 'Crash Safety'])
  await expect(card.getByRole('link')).toHaveCount(0)
  expect((await page.goto(`/workspaces/${code}/groups`))?.status()).toBe(404)

  await page.goto('/profile')
  await page.getByRole('button', { name: /^Acting as/ }).click()
  await page
    .getByRole('dialog', { name: 'Acting user' })
    .getByRole('radio', { name: /Field Tests/ })
    .click()
  await expect(page.getByRole('button', { name: 'Acting as Lin Ode in Field Tests' })).toBeVisible()
  await page.goto('/profile')
  await expect(page.getByRole('region', { name: 'Your groups in Field Tests' })).toContainText('You are in no group.')
})
