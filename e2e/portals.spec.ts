import { makeUser, makeWorkspace } from '../lib/test/factories'
import { expect, test } from './fixtures'

test('[POR-3] the banner says which portal is open, in words too @phone', async ({ page, organization, signInAs }) => {
  const { code } = await makeWorkspace(organization, 'Simulation')
  await signInAs(organization.admin)
  const banner = page.getByRole('region', { name: 'Open portal' })
  await page.goto('/organization')
  await expect(banner).toContainText('Organization administration')
  await expect(banner).toContainText(organization.name)
  await page.goto(`/workspaces/${code}`)
  await expect(banner).toContainText('Workspace administration')
  await expect(banner).toContainText('Simulation')
  await expect(banner).toContainText(code)
})

test('[POR-1] the two kinds of portal have different pages', async ({ page, organization, signInAs }) => {
  const { code } = await makeWorkspace(organization, 'Simulation')
  await signInAs(organization.admin)
  await page.goto('/organization')
  const ofOrganization = page.getByRole('navigation', { name: 'Organization administration' })
  await expect(ofOrganization.getByRole('link', { name: 'Workspaces' })).toBeVisible()
  await page.goto(`/workspaces/${code}`)
  const ofWorkspace = page.getByRole('navigation', { name: 'Workspace administration' })
  await expect(ofWorkspace.getByRole('link', { name: 'Overview' })).toBeVisible()
  await expect(ofWorkspace.getByRole('link', { name: 'Workspaces' })).toBeHidden()
})

test('[POR-2] an Organization Admin opens every workspace from the portal menu', async ({
  page,
  organization,
  signInAs,
}) => {
  await makeWorkspace(organization, 'Simulation')
  await makeWorkspace(organization, 'Crash Safety')
  await signInAs(organization.admin)
  await page.goto('/organization')
  await page.getByRole('button', { name: /Portal menu/ }).click()
  const menu = page.getByRole('dialog', { name: 'Portals' })
  await expect(menu.getByRole('link', { name: 'Crash Safety' })).toBeVisible()
  await menu.getByRole('searchbox', { name: 'Find a workspace' }).fill('simul')
  await expect(menu.getByRole('link', { name: 'Crash Safety' })).toBeHidden()
  await menu.getByRole('link', { name: 'Simulation' }).click()
  await expect(page.getByRole('region', { name: 'Open portal' })).toContainText('Simulation')
})

test('[POR-2] with a single workspace an Organization Admin sees one entry, Administration', async ({
  page,
  organization,
  signInAs,
}) => {
  await signInAs(organization.admin)
  await page.goto('/')
  await page.getByRole('button', { name: /Portal menu/ }).click()
  const menu = page.getByRole('dialog', { name: 'Portals' })
  await expect(menu.getByRole('link', { name: 'Administration' })).toBeVisible()
  await expect(menu.getByRole('listitem')).toHaveCount(1)
})

test('[POR-2] the portal of another of the person’s users switches and opens', async ({
  page,
  organization,
  signInAs,
}) => {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const email = `kim-${crypto.randomUUID()}@example.org`
  const plain = await makeUser(organization, { email, name: 'Kim Roe' })
  await makeUser(organization, { email, name: 'Kim Roe', workspaceId, isWorkspaceAdmin: true })
  await signInAs(plain)
  await page.goto('/')
  await page.getByRole('button', { name: /Portal menu/ }).click()
  await page.getByRole('dialog', { name: 'Portals' }).getByRole('link', { name: 'Simulation' }).click()
  await expect(page).toHaveURL(new RegExp(`/workspaces/${code}$`))
  await expect(page.getByRole('button', { name: 'Acting as Kim Roe in Simulation' })).toBeVisible()
})

test('[POR-4] a portal out of reach is not found, exactly as one that never was', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code } = await makeWorkspace(organization, 'Secret')
  await signInAs(await makeUser(organization))
  const words: string[] = []
  for (const path of [`/workspaces/${code}`, '/workspaces/00-0000000', '/workspaces/nonsense', '/organization']) {
    expect((await page.goto(path))?.status(), path).toBe(404)
    words.push((await page.getByRole('main').textContent()) ?? '')
  }
  expect(new Set(words).size).toBe(1)
})

test('[SWI-9] a link for another of one’s users offers the switch', async ({ page, organization, signInAs }) => {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const email = `lee-${crypto.randomUUID()}@example.org`
  const plain = await makeUser(organization, { email, name: 'Lee Roe' })
  await makeUser(organization, { email, name: 'Lee Roe', workspaceId, isWorkspaceAdmin: true })
  await signInAs(plain)
  await page.goto(`/workspaces/${code}`)
  await page.getByRole('button', { name: 'Switch to Simulation' }).click()
  await expect(page.getByRole('region', { name: 'Open portal' })).toContainText('Simulation')
})
