import type { Page } from '@playwright/test'
import { makeGroup, makeUser, makeWorkspace, sendInvitation, type TestOrganization } from '../lib/test/factories'
import { expect, test } from './fixtures'
import { linkMailedTo } from './mail'

const password = 'a quiet wind tunnel'
const row = (page: Page, email: string) => page.getByRole('row').filter({ hasText: email })
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Invite to Simulation' })
/** Mail of all tests lands in one folder. Only its link counts: the worker makes one for each invitation. */
const fresh = (name: string) => `${name}-${crypto.randomUUID().slice(0, 8)}@example.org`

async function makeSimulation(organization: TestOrganization) {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true, name: 'Mia Roe' })
  return { workspaceId, code, manager }
}

async function chooseInMenu(page: Page, email: string, item: string) {
  await row(page, email)
    .getByRole('button', { name: `More for ${email}` })
    .click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('[INV-1] three are invited, one accepts by the mail and works in the workspace @phone', async ({
  page,
  organization,
  signInAs,
  browser,
}) => {
  const { code, manager } = await makeSimulation(organization)
  const [lin, kai, noor] = [fresh('lin'), fresh('kai'), fresh('noor')]
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/members`)
  await page.getByRole('link', { name: 'Invite', exact: true }).click()
  const dialog = dialogOf(page)
  await dialog.getByRole('button', { name: 'Invite' }).click()
  await expect(dialog.getByLabel('E-mail addresses')).toHaveAccessibleDescription(/Enter an address/)
  await dialog.getByLabel('E-mail addresses').fill(`${lin}, Lin Ode\n${kai}\n${noor}\tNoor Bel`)
  await dialog.getByRole('button', { name: 'Invite' }).click()
  await expect(dialog).toContainText('3 people invited.')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(row(page, lin)).toContainText('Pending')
  await expect(row(page, noor)).toContainText('Noor Bel')

  const theirs = await (await browser.newContext()).newPage()
  const link = await linkMailedTo(lin, 'invitation')
  await theirs.goto(link)
  await expect(theirs.getByRole('heading', { name: 'Join Simulation' })).toBeVisible()
  await expect(theirs.getByLabel('Your name')).toHaveValue('Lin Ode')
  await theirs.getByRole('textbox', { name: 'Password' }).fill('short')
  await theirs.getByRole('button', { name: 'Accept and sign in' }).click()
  await expect(theirs.getByRole('textbox', { name: 'Password' })).toHaveAccessibleDescription(/12 characters/)
  await theirs.getByRole('textbox', { name: 'Password' }).fill(password)
  await theirs.getByRole('button', { name: 'Accept and sign in' }).click()
  await expect(theirs.getByRole('heading', { name: 'Welcome, Lin Ode' })).toBeVisible()
  await expect(theirs.getByText('You work in Simulation')).toBeVisible()
  await theirs.goto(link)
  await expect(theirs.getByText('This invitation has expired or was revoked.')).toBeVisible()
  await page.reload()
  await expect(row(page, lin)).toContainText('Accepted')
})

test('[INV-2] who is a member elsewhere accepts in the product and switches', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager } = await makeSimulation(organization)
  const lin = await makeUser(organization, { name: 'Lin Ode', password })
  await sendInvitation(manager, lin.email)
  await signInAs(lin)
  await page.goto('/')
  await page.getByRole('button', { name: 'Accept Simulation' }).click()
  await expect(page.getByText('You are a user of Simulation now')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Accept Simulation' })).toBeHidden()
  await page.getByRole('button', { name: /^Acting as/ }).click()
  await page.getByRole('radio', { name: /Simulation/ }).click()
  await expect(page.getByText('You work in Simulation')).toBeVisible()
})

test('[INV-2] a member elsewhere with the mail signs in, accepts and goes there', async ({ page, organization }) => {
  const { manager } = await makeSimulation(organization)
  const lin = await makeUser(organization, { name: 'Lin Ode', password })
  await sendInvitation(manager, lin.email)
  await page.goto(await linkMailedTo(lin.email, 'invitation'))
  await expect(page.getByText('You have an account already. Sign in to accept.')).toBeVisible()
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByLabel('E-mail').fill(lin.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Accept', exact: true }).click()
  await expect(page.getByText('You are a user of Simulation now.')).toBeVisible()
  await page.getByRole('button', { name: 'Switch to Simulation' }).click()
  await expect(page.getByText('You work in Simulation')).toBeVisible()
})

test('[INV-3] who is signed in with another address is told so, and accepts nothing', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager } = await makeSimulation(organization)
  const email = fresh('lin')
  await sendInvitation(manager, email)
  await signInAs(await makeUser(organization, { email: 'kai@example.org' }))
  await page.goto(await linkMailedTo(email, 'invitation'))
  await expect(page.getByText(`this invitation is to ${email}`)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Accept' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('button', { name: 'Accept and sign in' })).toBeVisible()
})

test('[INV-3] sent again, the old link is dead; revoked, the new one too', async ({
  page,
  organization,
  signInAs,
  browser,
}) => {
  const { code, manager } = await makeSimulation(organization)
  const email = fresh('lin')
  await sendInvitation(manager, email)
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/invitations`)
  await expect(row(page, email)).toContainText('by Mia Roe')
  const before = await linkMailedTo(email, 'invitation')
  await chooseInMenu(page, email, 'Send again')
  await expect(page.getByText(/the link sent before is dead/)).toBeVisible()
  const again = await linkMailedTo(email, 'invitation', before)
  const theirs = await (await browser.newContext()).newPage()
  await theirs.goto(before)
  await expect(theirs.getByText('This invitation has expired or was revoked.')).toBeVisible()
  await theirs.goto(again)
  await expect(theirs.getByRole('button', { name: 'Accept and sign in' })).toBeVisible()

  await chooseInMenu(page, email, 'Revoke')
  await expect(row(page, email)).toContainText('Revoked')
  await expect(row(page, email)).toContainText('by Mia Roe')
  await theirs.getByLabel('Your name').fill('Lin')
  await theirs.getByRole('textbox', { name: 'Password' }).fill(password)
  await theirs.getByRole('button', { name: 'Accept and sign in' }).click()
  await expect(theirs.getByText('This invitation has expired or was revoked.')).toBeVisible()
  await page.goto(`/workspaces/${code}/invitations?state=pending`)
  await expect(page.getByText('Nothing matches')).toBeVisible()
})

test('[INV-1] a file is shown first, and each bad line gets its reason while the good ones go out', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, workspaceId } = await makeSimulation(organization)
  const pending = fresh('pending')
  await sendInvitation(manager, pending)
  await makeUser(organization, { workspaceId, email: 'active@example.org' })
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/invitations?new=1`)
  const dialog = dialogOf(page)
  const file = (name: string, buffer: Buffer) =>
    dialog.getByLabel('List as CSV').setInputFiles({ name, mimeType: 'text/csv', buffer })
  await file('wrong.csv', Buffer.from('email\nmüller@example.org\n', 'latin1'))
  await expect(dialog.getByRole('alert').filter({ hasText: 'Line 2' })).toContainText('not in UTF-8')
  const good = fresh('good')
  await file(
    'people.csv',
    Buffer.from(`\uFEFFemail,name\r\n${good},Good\r\nactive@example.org\r\n${pending}\r\nnobody\r\n`),
  )
  await expect(dialog.getByLabel('E-mail addresses')).toHaveValue(new RegExp(good))
  await dialog.getByRole('button', { name: 'Invite' }).click()
  await expect(dialog).toContainText('1 person invited. 3 people not')
  const line = (text: string) => dialog.getByRole('listitem').filter({ hasText: text })
  await expect(line('active@example.org')).toContainText('They are a user of this workspace already.')
  await expect(line('nobody')).toContainText('Enter an e-mail address')
  await line(pending).getByRole('button', { name: 'Send again' }).click()
  await expect(line(pending)).toContainText('Sent again')
})

test('[INV-6] an Organization Admin ticks Workspace Admin, a Workspace Admin is told why not', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager } = await makeSimulation(organization)
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/invitations?new=1`)
  const box = dialogOf(page).getByRole('checkbox', { name: 'Workspace Admin' })
  await expect(box).toHaveAccessibleDescription(/Only an Organization Admin can make somebody Workspace Admin/)
  await box.click({ force: true })
  await expect(box).not.toBeChecked()

  await signInAs(organization.admin)
  await page.goto(`/workspaces/${code}/invitations?new=1`)
  const email = fresh('lin')
  await dialogOf(page).getByLabel('E-mail addresses').fill(email)
  await box.check()
  await dialogOf(page).getByRole('button', { name: 'Invite' }).click()
  await dialogOf(page).getByRole('button', { name: 'Done' }).click()
  await expect(row(page, email)).toContainText('Workspace Admin')
})

test('long names of groups stand one below the other, however many there are', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager } = await makeSimulation(organization)
  for (let index = 10; index < 24; index++)
    await makeGroup(manager, `admission-webhook-maintainers-of-the-north-${index}`)
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/invitations?new=1`)
  const names = dialogOf(page).getByText(/^admission-webhook/)
  await expect(names).toHaveCount(14)
  // Two columns: every other one is the next in its own.
  const boxes = await names.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()))
  for (const [index, { bottom }] of boxes.slice(0, -2).entries())
    expect(boxes[index + 2].top).toBeGreaterThanOrEqual(bottom)
})
