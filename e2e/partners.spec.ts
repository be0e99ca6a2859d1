import type { Page } from '@playwright/test'
import { actingAs } from '../lib/call'
import { moveNodes } from '../lib/files/changes'
import { makePath } from '../lib/files/testing/tree'
import { editPartner } from '../lib/partners/changes'
import { makeGroup, makePartner, makeUser, unwrap } from '../lib/test/factories'
import { row as fileRow, open, title } from './file-manager'
import { expect, test } from './fixtures'
import { dialogOf, makeCompany, row } from './partner-company'

async function chooseInMenu(page: Page, name: string, item: string) {
  await row(page, name)
    .getByRole('button', { name: `More for ${name}` })
    .click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('[PAR-1] [PAR-2] a partner is made with a root folder, a user is linked and unlinked, people are invited @phone', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, lin } = await makeCompany(organization)
  const { name: crew } = await makeGroup(manager, 'Wing crew', [lin])
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/partners`)
  await expect(page.getByRole('heading', { name: 'No partners yet' })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'New Partner' }).first().click()
  const making = dialogOf(page, 'New Partner')
  await making.getByLabel('Name', { exact: true }).fill('Acme Tunnels')
  await making.getByRole('button', { name: 'Create Partner' }).click()
  await expect(making.getByText('Choose a folder.').first()).toBeVisible()
  // What stays for another reason is no company's.
  await expect(making.getByText('This is the whole of the workspace’s files. Choose a folder in it.')).toBeVisible()
  await making.getByRole('button', { name: 'Show what is in Companies' }).click()
  await making.getByRole('radio', { name: 'Acme', exact: true }).check()
  await expect(making.getByRole('radio', { name: 'Mia Roe' })).toBeChecked()
  await making.getByLabel('Notes').fill('Contract 12')
  await making.getByRole('button', { name: 'Create Partner' }).click()
  await expect(title(page, 'Acme Tunnels')).toBeVisible()
  const about = page.getByRole('region', { name: 'About this partner' })
  await expect(about).toContainText('Companies/Acme')
  await expect(about).toContainText('Mia Roe')
  await expect(about).toContainText('Contract 12')

  // PAR-2: what ends is listed first.
  await page.getByRole('main').getByRole('link', { name: 'Link a user' }).first().click()
  const linking = dialogOf(page, 'Link a user to Acme Tunnels')
  await expect(linking.getByText('A partner user can hold neither role.')).toBeVisible()
  await linking.getByLabel('Find a person').fill('lin')
  await linking.getByRole('radio', { name: 'Lin Ode' }).check()
  await expect(linking.getByRole('region', { name: 'What this ends' })).toContainText(`Their group: ${crew}`)
  await expect(linking).toContainText('Their home folder is closed to them, and stays with what is in it')
  await linking.getByRole('button', { name: 'Link user' }).click()
  await expect(row(page, 'Lin Ode')).toContainText('Active')
  await row(page, 'Lin Ode').getByRole('link', { name: 'Lin Ode' }).click()
  await expect(page.getByRole('region', { name: 'About this user' })).toContainText('Acme Tunnels')
  await expect(page.getByRole('region', { name: 'Groups' })).toContainText('Partner users are in no groups.')
  await page.getByRole('link', { name: 'Acme Tunnels' }).click()

  await page
    .getByRole('tab', { name: 'Folders' })
    .or(page.getByRole('link', { name: 'Folders' }))
    .first()
    .click()
  await expect(row(page, 'Companies/Acme')).toContainText('Read')
  await page
    .getByRole('tab', { name: 'Users' })
    .or(page.getByRole('link', { name: 'Users' }))
    .first()
    .click()
  await chooseInMenu(page, 'Lin Ode', 'Unlink')
  await dialogOf(page, 'Unlink Lin Ode from Acme Tunnels?').getByRole('button', { name: 'Unlink' }).click()
  await expect(page.getByText('Nobody is of this partner yet')).toBeVisible()
  await expect(page.getByText('Lin Ode is no longer a user of Acme Tunnels')).toBeVisible()

  await page.getByRole('main').getByRole('link', { name: 'Invite' }).first().click()
  const inviting = dialogOf(page, 'Invite to Acme Tunnels')
  await inviting.getByRole('textbox').first().fill('iris@acme.example')
  await expect(inviting.getByLabel('Workspace Admin')).toHaveCount(0)
  await inviting.getByRole('button', { name: 'Invite' }).click()
  await expect(inviting).toContainText('1 person invited.')
  await inviting.getByRole('button', { name: 'Done' }).click()
  await page.goto(`/workspaces/${code}/invitations`)
  await expect(row(page, 'iris@acme.example')).toContainText('User of the partner Acme Tunnels')
})

test('[PAR-3] a partner is given what is inside its root, at four levels; a stale page is refused', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, company, companies, plans, rootId } = await makeCompany(organization)
  await makePartner(manager, company, [], { name: 'Acme Tunnels' })
  await signInAs(manager)
  const giveAt = async (folderId: string, name: string) => {
    await page.goto(`/workspaces/${code}/files/${folderId}/access?give=1`)
    const giving = dialogOf(page, `Give access to ${name}`)
    await giving.getByLabel('Find a user, a group or a partner').fill('acme')
    return giving
  }
  const outside = 'This folder is not inside the root folder of this partner.'
  const above = await giveAt(companies, 'Companies')
  await expect(above.getByRole('radio', { name: /Acme Tunnels/ })).toHaveAttribute('aria-disabled', 'true')
  await expect(above).toContainText(outside)

  const giving = await giveAt(plans, 'Plans')
  await giving.getByRole('radio', { name: 'Acme Tunnels' }).check()
  await expect(giving.getByText('A partner can be given List, Read, Write or Full, and nothing else.')).toBeVisible()
  for (const level of [/^Share/, /^History/, /^Admin/])
    await expect(giving.getByRole('radio', { name: level })).toHaveAttribute('aria-disabled', 'true')
  await giving.getByRole('radio', { name: /^Full/ }).check()
  await giving.getByRole('button', { name: 'Give access' }).click()
  await expect(row(page, 'Acme Tunnels').first()).toContainText('Full')

  // Moved out of the root while a page is open that still offers it.
  const [drafts = ''] = await makePath(manager, company, 'Drafts')
  const stale = await giveAt(drafts, 'Drafts')
  await stale.getByRole('radio', { name: 'Acme Tunnels' }).check()
  unwrap(await actingAs(manager.claim, () => moveNodes({ nodeIds: [drafts], folderId: rootId })))
  await stale.getByRole('button', { name: 'Give access' }).click()
  await expect(page.getByText(outside).first()).toBeVisible()
})

test('[PAR-1] a root folder is not moved or deleted while its partner stands, nor what it lies in @phone', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, company } = await makeCompany(organization)
  await makePartner(manager, company, [], { name: 'Acme Tunnels' })
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/files`)
  const reason = 'This is the root folder of a partner, or one lies in it.'
  await page.getByRole('button', { name: 'More for Companies', exact: true }).click()
  const item = page.getByRole('menuitem', { name: /^Delete/ })
  await expect(item).toHaveAttribute('aria-disabled', 'true')
  await expect(item).toContainText(reason)
  await page.keyboard.press('Escape')
  // What another's root is or contains is not chosen for a second one.
  await page.goto(`/workspaces/${code}/partners?new=1`)
  const making = dialogOf(page, 'New Partner')
  await expect(making.getByText('The root folder of Acme Tunnels lies in it. Choose another folder.')).toBeVisible()
  await making.getByRole('button', { name: 'Show what is in Companies' }).click()
  await expect(making.getByText('It is the root folder of Acme Tunnels already. Choose another folder.')).toBeVisible()
})

test('[PAR-1] [FIL-11] a partner user sees the root as the top, and nothing above it or beside it @phone', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, workspaceId, company, companies, secretId, rootId } = await makeCompany(organization)
  const pia = await makeUser(organization, { workspaceId, name: 'Pia Rand' })
  await makePartner(manager, company, [pia], { name: 'Acme Tunnels', level: 'full' })
  await signInAs(pia)
  await page.goto('/files')
  await expect(title(page, 'Acme')).toBeVisible()
  await expect(page.getByRole('main')).not.toContainText('Companies')
  await expect(page.getByText('My files')).toHaveCount(0)
  await open(page, 'Plans')
  await expect(title(page, 'Plans')).toBeVisible()
  await expect(page.getByRole('main')).not.toContainText('Companies')
  await expect(fileRow(page, 'wing.step')).toBeVisible()

  await page.getByRole('searchbox').first().fill('wing')
  await expect(fileRow(page, 'wing.step')).toContainText('Plans')
  await expect(page.getByText('wing prices.txt')).toHaveCount(0)

  // SEC-4: by address, too, and what a stale page would ask for.
  for (const id of [rootId, companies]) {
    const answer = await page.goto(`/files/${id}`)
    expect(answer?.status()).toBe(404)
  }
  expect((await page.request.get(`/api/files/${secretId}/content`)).status()).toBe(404)
  expect((await page.request.get(`/api/files?folder=${companies}`)).status()).toBe(404)
})

test('[SEC-9] saving over what somebody else saved shows whom they made responsible, and leaves that', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, lin, company } = await makeCompany(organization)
  const { partnerId } = await makePartner(manager, company, [], { name: 'Acme Tunnels' })
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/partners/${partnerId}?edit=1`)
  const editing = dialogOf(page, 'Edit Acme Tunnels')
  await editing.getByLabel('Notes').fill('Contract 12')
  const theirs = { partnerId, name: 'Acme Tunnels', responsibleUserId: lin.userId, revision: 1 }
  unwrap(await actingAs(manager.claim, () => editPartner(theirs)))
  await editing.getByRole('button', { name: 'Save' }).click()
  await expect(editing.getByText('Saved meanwhile: “Lin Ode”')).toBeVisible()
  await editing.getByRole('button', { name: 'Save over theirs' }).click()
  const about = page.getByRole('region', { name: 'About this partner' })
  await expect(about).toContainText('Contract 12')
  await expect(about).toContainText('Lin Ode')
})

test('[PAR-4] deleting a partner says what goes: its users are deactivated, and the folder stays', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, workspaceId, company } = await makeCompany(organization)
  const pia = await makeUser(organization, { workspaceId, name: 'Pia Rand' })
  const { partnerId } = await makePartner(manager, company, [pia], { name: 'Acme Tunnels', level: 'full' })
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/partners/${partnerId}`)
  await page.getByRole('link', { name: 'Delete' }).click()
  const deleting = dialogOf(page, 'Delete Acme Tunnels')
  await expect(deleting).toContainText(
    '1 user is deactivated. Once reactivated they are plain users, with a home folder.',
  )
  await expect(deleting).toContainText('1 permission on folders')
  await expect(deleting).toContainText('The folder Companies/Acme stays')
  await deleting.getByLabel('Type “Acme Tunnels” to confirm').fill('Acme Tunnels')
  await deleting.getByRole('button', { name: 'Delete Partner' }).click()
  await expect(page.getByRole('heading', { name: 'No partners yet' })).toBeVisible()
  await page.goto(`/workspaces/${code}/members?state=deactivated`)
  await expect(row(page, 'Pia Rand')).toBeVisible()
  await page.goto(`/workspaces/${code}/files/${company}`)
  await expect(title(page, 'Acme')).toBeVisible()
})
