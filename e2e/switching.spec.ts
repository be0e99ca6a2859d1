import { makeUser, makeWorkspace, type TestOrganization } from '../lib/test/factories'
import { expect, test } from './fixtures'

async function makePersonInThree(organization: TestOrganization) {
  const email = `mo-${crypto.randomUUID()}@example.org`
  const first = await makeUser(organization, { email, name: 'Mo Carver', invitedAt: new Date('2026-01-01') })
  const codes: string[] = []
  for (const name of ['Simulation', 'Aero EU']) {
    const { workspaceId, code } = await makeWorkspace(organization, name)
    codes.push(code)
    await makeUser(organization, { email, name: 'Mo Carver', workspaceId, isWorkspaceAdmin: name === 'Simulation' })
  }
  return { first, codes }
}

test('[SWI-1] the top-right menu lists every user and switches in every tab @phone', async ({
  page,
  organization,
  signInAs,
  context,
}) => {
  const { first, codes } = await makePersonInThree(organization)
  await signInAs(first)
  await page.goto('/')
  const other = await context.newPage()
  await other.goto('/')
  await page.getByRole('button', { name: 'Acting as Mo Carver in Default' }).click()
  const menu = page.getByRole('dialog', { name: 'Acting user' })
  await expect(menu.getByRole('radio')).toHaveCount(3)
  await expect(menu.getByRole('radio', { name: /Default/ })).toBeChecked()
  await expect(menu.getByText('Workspace Admin')).toBeVisible()
  await expect(menu.getByRole('button', { name: `Copy workspace ID ${codes[0]}` })).toBeVisible()
  await menu.getByRole('radio', { name: /Simulation/ }).click()
  await expect(page.getByRole('button', { name: 'Acting as Mo Carver in Simulation' })).toBeVisible()
  await other.reload()
  await expect(other.getByRole('button', { name: 'Acting as Mo Carver in Simulation' })).toBeVisible()
})

test('[SWI-8] a change from a page opened as another user is refused, and nothing is written', async ({
  page,
  organization,
  signInAs,
  context,
}) => {
  const { workspaceId } = await makeWorkspace(organization, 'Simulation')
  await makeUser(organization, { email: organization.admin.email, workspaceId, isOrganizationAdmin: true })
  await signInAs(organization.admin)
  await page.goto('/organization/workspaces?new=1')
  await page.getByLabel('Name').fill('Stale')
  const other = await context.newPage()
  await other.goto('/')
  await other.getByRole('button', { name: /Acting as/ }).click()
  await other.getByRole('radio', { name: /Simulation/ }).click()
  await expect(other.getByRole('button', { name: /Acting as .* in Simulation/ })).toBeVisible()
  await page.getByRole('button', { name: 'Create Workspace' }).click()
  await expect(page.getByRole('dialog')).toContainText('You are now acting as Ada Fennwick in Simulation')
  await page.goto('/organization/workspaces?q=stale')
  await expect(page.getByText('Nothing matches')).toBeVisible()
})
