import type { Page } from '@playwright/test'
import { actingAs } from '../lib/call'
import { setRoles } from '../lib/delegation/changes'
import { makeUser, makeWorkspace, type TestOrganization, unwrap } from '../lib/test/factories'
import { asDatabaseAdmin } from '../lib/test/look'
import { expect, test } from './fixtures'

const password = 'a quiet wind tunnel'

/** A workspace with its Workspace Admin, and a person who is a user there first and of the Default Workspace too. */
async function makePlaces(organization: TestOrganization) {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true, name: 'Mia Roe' })
  const email = `lin-${crypto.randomUUID().slice(0, 8)}@example.org`
  const person = { email, name: 'Lin Ode', password }
  const there = await makeUser(organization, { ...person, workspaceId, invitedAt: new Date('2026-01-01') })
  const here = await makeUser(organization, { ...person, invitedAt: new Date('2026-02-01') })
  return { workspaceId, code, manager, there, here }
}

/** Puts a user into a group of their workspace. */
const join = (organizationId: string, user: { readonly userId: string; readonly workspaceId: string }) =>
  asDatabaseAdmin(async (admin) => {
    const id = crypto.randomUUID()
    await admin`insert into groups (organization_id, id, workspace_id, name, name_key)
      values (${organizationId}, ${id}, ${user.workspaceId}, 'Crew', 'crew')`
    await admin`insert into group_members (organization_id, group_id, user_id, workspace_id)
      values (${organizationId}, ${id}, ${user.userId}, ${user.workspaceId})`
  })

async function signIn(page: Page, slug: string, email: string) {
  await page.goto(`/sign-in/${slug}`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

async function deactivate(page: Page, name: string) {
  await page.getByRole('link', { name: 'Deactivate Member' }).click()
  const dialog = page.getByRole('dialog', { name: `Deactivate ${name}?` })
  await dialog.getByRole('button', { name: 'Deactivate Member' }).click()
  await expect(dialog).toBeHidden()
}

test('[DEA-8, DEA-10, SWI-4] a deactivated user is out in every open tab; the person’s other user goes on @phone', async ({
  page,
  organization,
  signInAs,
  browser,
}) => {
  const { code, manager, there, here } = await makePlaces(organization)
  const theirs = await (await browser.newContext()).newPage()
  await signIn(theirs, organization.slug, there.email)
  await expect(theirs.getByText('You work in Simulation')).toBeVisible()
  const other = await (await browser.newContext()).newPage()
  await signInAs(here, other)
  await other.goto('/')
  await expect(other.getByText('You work in Default')).toBeVisible()

  await signInAs(manager)
  await page.goto(`/workspaces/${code}/members/${there.userId}`)
  await page.getByRole('link', { name: 'Deactivate Member' }).click()
  const dialog = page.getByRole('dialog', { name: 'Deactivate Lin Ode?' })
  await expect(dialog).toContainText('The browser signed in as it is signed out.')
  await dialog.getByRole('button', { name: 'Deactivate Member' }).click()
  await expect(page.getByText('Lin Ode is deactivated in Simulation')).toBeVisible()
  await expect(page.getByRole('region', { name: 'About this user' })).toContainText('Deactivated')
  await expect(page.getByRole('region', { name: 'What they can reach' })).toContainText(
    'Nothing: they are deactivated.',
  )

  // The tab is open as it was, and its next request is the end of it.
  await theirs.getByRole('link', { name: 'Operations in progress' }).first().click()
  await expect(theirs).toHaveURL(/\/sign-in/)
  await other.reload()
  await expect(other.getByText('You work in Default')).toBeVisible()
  await signIn(theirs, organization.slug, there.email)
  await expect(theirs.getByText('You work in Default')).toBeVisible()
})

test('[DEA-8] whose only user is deactivated cannot sign in', async ({ page, organization, signInAs, browser }) => {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const kai = await makeUser(organization, { workspaceId, name: 'Kai Berg', password })
  await signInAs(organization.admin)
  await page.goto(`/workspaces/${code}/members/${kai.userId}`)
  await deactivate(page, 'Kai Berg')
  const theirs = await (await browser.newContext()).newPage()
  await signIn(theirs, organization.slug, kai.email)
  await expect(theirs.getByText('E-mail or password is not right.')).toBeVisible()
})

test('[DEA-9] reactivated, a user is back without the roles and groups they had', async ({
  page,
  organization,
  signInAs,
  browser,
}) => {
  const { code, there } = await makePlaces(organization)
  await join(organization.organizationId, there)
  const grant = { role: 'workspace-admin', isGranted: true } as const
  unwrap(await actingAs(organization.admin.claim, () => setRoles({ chosen: { userIds: [there.userId] }, ...grant })))
  await signInAs(organization.admin)
  await page.goto(`/workspaces/${code}/members/${there.userId}`)
  const about = page.getByRole('region', { name: 'About this user' })
  const crew = page.getByRole('main').getByRole('link', { name: 'Crew' })
  await expect(crew).toBeVisible()
  await page.getByRole('link', { name: 'Deactivate Member' }).click()
  const dialog = page.getByRole('dialog', { name: 'Deactivate Lin Ode?' })
  await expect(dialog).toContainText('They leave one group and lose their role.')
  await dialog.getByRole('button', { name: 'Deactivate Member' }).click()
  await expect(about).toContainText('Deactivated')
  await page.goto(`/workspaces/${code}/members?state=deactivated`)
  await page.getByRole('link', { name: 'Lin Ode' }).click()
  await page.getByRole('link', { name: 'Reactivate Member' }).click()
  const back = page.getByRole('dialog', { name: 'Reactivate Lin Ode?' })
  await expect(back).toContainText('without the roles and groups they had')
  await back.getByRole('button', { name: 'Reactivate Member' }).click()
  await expect(page.getByText('Lin Ode is active in Simulation again')).toBeVisible()
  await expect(about).toContainText('Active')
  await expect(crew).toHaveCount(0)
  await expect(about).not.toContainText('Workspace Admin')
  const theirs = await (await browser.newContext()).newPage()
  await signIn(theirs, organization.slug, there.email)
  await expect(theirs.getByText('You work in Simulation')).toBeVisible()
})

test('[DEL-6, DEA-10] a Workspace Admin is sent to an Organization Admin, and nobody deactivates themselves', async ({
  page,
  organization,
  signInAs,
}) => {
  const { workspaceId, code, manager } = await makePlaces(organization)
  const carrier = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true, name: 'Kai Berg' })
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/members/${carrier.userId}`)
  const button = page.getByRole('button', { name: 'Deactivate Member' })
  await expect(button).toHaveAccessibleDescription('Ask an Organization Admin to remove the role first.')
  await page.goto(`/workspaces/${code}/members/${manager.userId}`)
  await expect(button).toHaveAccessibleDescription('Nobody deactivates themselves. Ask another administrator.')
  // To Playwright a refused button counts as disabled; a hand can press it, and nothing happens.
  await button.click({ force: true })
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('[DEL-6] a page from before the role was given is refused by the server', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, there } = await makePlaces(organization)
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/members/${there.userId}?deactivate=1`)
  const dialog = page.getByRole('dialog', { name: 'Deactivate Lin Ode?' })
  await expect(dialog).toBeVisible()
  const grant = { role: 'workspace-admin', isGranted: true } as const
  unwrap(await actingAs(organization.admin.claim, () => setRoles({ chosen: { userIds: [there.userId] }, ...grant })))
  await dialog.getByRole('button', { name: 'Deactivate Member' }).click()
  await expect(dialog).toContainText('Ask an Organization Admin to remove the role first.')
})

test('[WSP-10] deactivating the last Workspace Admin warns first', async ({ page, organization, signInAs }) => {
  const { code, manager } = await makePlaces(organization)
  await signInAs(organization.admin)
  await page.goto(`/workspaces/${code}/members/${manager.userId}?deactivate=1`)
  const dialog = page.getByRole('dialog', { name: 'Deactivate Mia Roe?' })
  await expect(dialog).toContainText('Simulation is left without an active Workspace Admin')
  await dialog.getByRole('button', { name: 'Deactivate Member' }).click()
  await expect(page.getByText('Mia Roe is deactivated in Simulation')).toBeVisible()
  await page.goto('/organization')
  await expect(page.getByRole('row', { name: 'Simulation' })).toContainText('No Workspace Admin')
})

test('[DEL-3] the last Organization Admin is not deactivated, as their own other user either', async ({
  page,
  organization,
  signInAs,
}) => {
  const { workspaceId } = await makeWorkspace(organization, 'Simulation')
  await makeUser(organization, { workspaceId, email: organization.admin.email, name: 'Ada Fennwick' })
  await makeUser(organization, { name: 'Lin Ode' })
  await signInAs(organization.admin)
  await page.goto(`/organization/members/${organization.admin.accountId}`)
  await page.getByRole('button', { name: 'More for the user in Default' }).click()
  await expect(page.getByRole('menuitem', { name: 'Deactivate' })).toContainText('Nobody deactivates themselves')
})
