import { actingAs } from '../lib/call'
import { makeSession, makeUser, makeWorkspace, unwrap } from '../lib/test/factories'
import { asDatabaseAdmin } from '../lib/test/look'
import { editUser } from '../lib/users/changes'
import { expect, test } from './fixtures'

const password = 'a quiet wind tunnel'
const day = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10)

test('[USR-1] a user’s page has what the administrators of the workspace may know and do @phone', async ({
  page,
  organization,
  signInAs,
  browser,
}) => {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true, name: 'Mia Roe' })
  const lin = await makeUser(organization, { workspaceId, name: 'Lin Ode' })
  const theirs = await (await browser.newContext()).newPage()
  await signInAs(lin, theirs)
  await theirs.goto('/')
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/members`)
  await page.getByRole('link', { name: 'Lin Ode' }).click()
  await expect(page.getByRole('heading', { name: 'Lin Ode' })).toBeVisible()
  const about = page.getByRole('region', { name: 'About this user' })
  for (const words of [lin.email, 'Active', 'None: no end date']) await expect(about).toContainText(words)
  const reach = page.getByRole('region', { name: 'What they can reach' })
  await expect(reach.getByRole('listitem')).toHaveText(/Home folders.*Full, given to them/)
  // What else the person is, is not the workspace's to know.
  await expect(about.getByRole('link', { name: /All their users/ })).toHaveCount(0)

  await page.getByRole('link', { name: 'Rename' }).click()
  const dialog = page.getByRole('dialog', { name: 'Rename Lin Ode' })
  await dialog.getByLabel('Display name').fill(' ')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByLabel('Display name')).toHaveAccessibleDescription(/Enter/)
  await dialog.getByLabel('Display name').fill('Dr Lin Ode')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { name: 'Dr Lin Ode' })).toBeVisible()

  const browsers = page.getByRole('region', { name: 'Signed-in browsers' })
  await browsers.getByRole('button', { name: 'Sign out all' }).click()
  await expect(page.getByText('One browser is signed out')).toBeVisible()
  await expect(browsers).toContainText('No browser acts as this user now.')
  await theirs.reload()
  await expect(theirs).toHaveURL(/\/sign-in/)
})

test('[SEC-9] a name that somebody else changed meanwhile is shown beside mine', async ({
  page,
  organization,
  signInAs,
}) => {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const { userId } = await makeUser(organization, { workspaceId, name: 'Lin Ode' })
  await signInAs(organization.admin)
  await page.goto(`/workspaces/${code}/members/${userId}?rename=1`)
  const dialog = page.getByRole('dialog', { name: 'Rename Lin Ode' })
  await dialog.getByLabel('Display name').fill('Mine')
  unwrap(await actingAs(organization.admin.claim, () => editUser({ userId, name: 'Theirs', revision: 1 })))
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toContainText('Nothing of yours was written')
  await expect(dialog).toContainText('Theirs')
  await expect(dialog.getByLabel('Display name')).toHaveValue('Mine')
  await dialog.getByRole('button', { name: 'Save over theirs' }).click()
  await expect(page.getByRole('heading', { name: 'Mine' })).toBeVisible()
})

test('[USR-2] a user with an end date is locked at the first request after it, and a later one unlocks them', async ({
  page,
  organization,
  signInAs,
  browser,
}) => {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const lin = await makeUser(organization, { workspaceId, name: 'Lin Ode' })
  const theirs = await (await browser.newContext()).newPage()
  await signInAs(lin, theirs)
  await theirs.goto('/')
  await signInAs(organization.admin)
  await page.goto(`/workspaces/${code}/members/${lin.userId}`)
  const about = page.getByRole('region', { name: 'About this user' })
  const choose = async (date: string) => {
    await page.getByRole('link', { name: 'End date' }).click()
    const dialog = page.getByRole('dialog', { name: 'End date of Lin Ode' })
    await dialog.getByLabel('Last day, UTC').fill(date)
    await dialog.getByRole('button', { name: 'Save' }).click()
    return dialog
  }
  const past = await choose(inDays(-1))
  await expect(past.getByLabel('Last day, UTC')).toHaveAccessibleDescription(/Choose today or a later day/)
  await past.getByRole('button', { name: 'Cancel' }).click()
  await expect(await choose(inDays(3))).toBeHidden()
  await expect(about).not.toContainText('no end date')
  await theirs.reload()
  await expect(theirs.getByRole('heading', { name: 'Welcome, Lin Ode' })).toBeVisible()
  // They are warned at once: less than a week is left.
  await expect
    .poll(() =>
      asDatabaseAdmin(async (admin) => {
        const rows = await admin`select title from notices where organization_id = ${organization.organizationId}`
        return rows.map((row) => row.title)
      }),
    )
    .toContain('Your user in Simulation ends soon')

  await asDatabaseAdmin((admin) => admin`update users set ends_at = now() where id = ${lin.userId}`)
  await theirs.reload()
  await expect(theirs).toHaveURL(/\/sign-in/)
  await page.reload()
  await expect(about).toContainText('Ended')
  await expect(page.getByRole('region', { name: 'What they can reach' })).toContainText('Nothing since their last day')
  await expect(await choose('')).toBeHidden()
  await expect(about).toContainText('Active')
  await signInAs(lin, theirs)
  await theirs.goto('/')
  await expect(theirs.getByRole('heading', { name: 'Welcome, Lin Ode' })).toBeVisible()
})

test('[USR-2] an Organization Admin has no end date, and the button says why', async ({
  page,
  organization,
  signInAs,
}) => {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const mia = await makeUser(organization, { workspaceId, isOrganizationAdmin: true, isWorkspaceAdmin: true })
  await signInAs(organization.admin)
  await page.goto(`/workspaces/${code}/members/${mia.userId}`)
  await expect(page.getByRole('region', { name: 'About this user' })).toContainText(
    'Organization Admin and Workspace Admin',
  )
  await expect(page.getByRole('button', { name: 'End date' })).toHaveAccessibleDescription(
    'An Organization Admin cannot have an end date. Remove the role first.',
  )
})

test('[SWI-7] an Organization Admin sees a person with all their users, and chooses where they start @phone', async ({
  page,
  organization,
  signInAs,
  browser,
}) => {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const email = `lin-${crypto.randomUUID().slice(0, 8)}@example.org`
  const first = await makeUser(organization, { email, name: 'Lin Ode', password, invitedAt: new Date('2026-01-01') })
  const there = await makeUser(organization, { email, name: 'Dr Ode', workspaceId, invitedAt: new Date('2026-02-01') })
  await makeSession(first)
  await makeSession(there)
  await signInAs(organization.admin)
  await page.goto(`/workspaces/${code}/members/${there.userId}`)
  await page.getByRole('link', { name: 'All their users, sign-in workspace and password' }).click()
  await expect(page.getByRole('heading', { name: 'Lin Ode' })).toBeVisible()
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
  await expect(row('Default')).toContainText('Sign-in workspace')
  await expect(row('Simulation')).toContainText('called Dr Ode there')
  const card = page.getByRole('region', { name: 'Sign-in workspace' })
  await card.getByLabel('They start in').selectOption(`Simulation (${code})`)
  await card.getByRole('button', { name: 'Save' }).click()
  await expect(row('Simulation')).toContainText('Sign-in workspace')
  await expect(row('Default')).not.toContainText('Sign-in workspace')
  await expect(card).toContainText('Chosen by hand.')

  const browsers = page.getByRole('region', { name: 'Signed-in browsers' })
  await expect(browsers.getByRole('listitem')).toHaveCount(2)
  await browsers.getByRole('button', { name: 'Sign out all' }).click()
  await expect(browsers).toContainText('They are not signed in anywhere.')

  const theirs = await (await browser.newContext()).newPage()
  await theirs.goto(`/sign-in/${organization.slug}`)
  await theirs.getByLabel('E-mail').fill(email)
  await theirs.getByRole('textbox', { name: 'Password' }).fill(password)
  await theirs.getByRole('button', { name: 'Sign in' }).click()
  await expect(theirs.getByText('You work in Simulation')).toBeVisible()
})
