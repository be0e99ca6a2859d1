import type { Page } from '@playwright/test'
import { findPlaces } from '../lib/files/queries'
import { makeUser, makeWorkspace, type TestOrganization, type TestUser } from '../lib/test/factories'
import { actorOf } from '../lib/test/look'

/** A row of an endless list, by the name it is selected by. */
export const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('checkbox', { name: `Select ${name}`, exact: true }) })
export const open = (page: Page, name: string) =>
  page.getByRole('table').getByRole('link', { name, exact: true }).click()
export const messages = (page: Page) => page.getByRole('region', { name: 'Messages' })
export const title = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 })

export async function choose(page: Page, name: string, item: string) {
  await page.getByRole('button', { name: `More for ${name}`, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** A workspace with its administrator and a member, where its files begin, and the home folder of each. */
export async function makeSimulation(organization: TestOrganization) {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true, name: 'Mia Roe' })
  const lin = await makeUser(organization, { workspaceId, name: 'Lin Ode', email: 'lin@example.org' })
  const placesOf = async (user: TestUser) => findPlaces(await actorOf(user), workspaceId)
  const homeOf = async (user: TestUser) => (await placesOf(user)).homeId ?? ''
  return { workspaceId, code, manager, lin, rootId: (await placesOf(manager)).rootId ?? '', homeOf }
}
