import type { Page } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { keepHold } from '../db/testing/tenant'
import { startOperation } from '../lib/operations/writes'
import { makeWorkspace, type TestOrganization } from '../lib/test/factories'
import { actorOf, inOrganization } from '../lib/test/look'
import { expect, test } from './fixtures'

const ended = '/organization/operations?state=ended'
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: `Deleting ${name}` })

/** A purge that the worker gives up: its workspace is under a legal hold, which the rules of a deletion do not let by. */
async function startHeldPurge(organization: TestOrganization, name: string) {
  const { organizationId, admin } = organization
  const { workspaceId } = await makeWorkspace(organization, name)
  const holdId = await keepHold(organizationId, workspaceId)
  const actor = await actorOf(admin)
  await inOrganization(organizationId, async (tx) => {
    await tx.execute(sql`update workspaces set deleted_at = now() where id = ${workspaceId}`)
    await startOperation(tx, actor, {
      kind: 'workspace.purge',
      workspace: { id: workspaceId, name },
      input: { workspaceId },
      isCancellable: false,
    })
  })
  return () =>
    inOrganization(organizationId, (tx) =>
      tx.execute(sql`update legal_holds set lifted_at = now() where id = ${holdId}`),
    )
}

async function shows(page: Page, name: string, state: string) {
  await expect(async () => {
    await page.goto(ended)
    await expect(row(page, name)).toContainText(state, { timeout: 500 })
  }).toPass({ timeout: 20_000 })
}

async function openMenu(page: Page, name: string) {
  await row(page, name)
    .getByRole('button', { name: `More for Deleting ${name}` })
    .click()
  return page.getByRole('menuitem', { name: 'Try again' })
}

test('[CPM-8] what failed says why and is tried again from the page, to its end', async ({
  page,
  organization,
  signInAs,
}) => {
  const lift = await startHeldPurge(organization, 'Crash Safety')
  await signInAs(organization.admin)
  await shows(page, 'Crash Safety', 'A legal hold is in this workspace.')
  await expect(row(page, 'Crash Safety')).toContainText('Failed')
  await lift()
  await (await openMenu(page, 'Crash Safety')).click()
  await expect(page.getByText('Trying again', { exact: true })).toBeVisible()
  await shows(page, 'Crash Safety', 'Done')

  const refused = await openMenu(page, 'Crash Safety')
  await expect(refused).toContainText('Only what failed can be tried again.')
  await page.goto('/organization/audit')
  await expect(page.getByRole('row').filter({ hasText: 'asked to try “Deleting Crash Safety” again' })).toHaveCount(1)
})

test('[CPM-8] a page left open still offers it, and the server refuses what was tried again meanwhile', async ({
  page,
  organization,
  signInAs,
  context,
}) => {
  const lift = await startHeldPurge(organization, 'Acoustics')
  await signInAs(organization.admin)
  await shows(page, 'Acoustics', 'Failed')
  await lift()
  const stale = await context.newPage()
  // The list follows by itself; this one hears of nothing.
  await stale.route('**/api/operations?*', (route) => route.abort())
  await stale.goto(ended)
  await expect(row(stale, 'Acoustics')).toContainText('Failed')

  await (await openMenu(page, 'Acoustics')).click()
  await shows(page, 'Acoustics', 'Done')
  await (await openMenu(stale, 'Acoustics')).click()
  await expect(stale.getByRole('alert').filter({ hasText: 'Only what failed can be tried again.' })).toBeVisible()
})
