import type { Page } from '@playwright/test'
import { makeUser, makeWorkspace } from '../lib/test/factories'
import { asDatabaseAdmin } from '../lib/test/look'
import { expect, test } from './fixtures'
import { linkMailedTo } from './mail'

const list = '/organization/members'
const head = 'workspace,email,name,role,groups'
/** Mail of all tests lands in one folder. */
const fresh = (name: string) => `${name}-${crypto.randomUUID().slice(0, 8)}@example.org`
const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text })

const bring = (page: Page, name: string, content: string | Buffer) =>
  page
    .getByLabel('Roster as CSV')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.isBuffer(content) ? content : Buffer.from(content) })

/** The number under a label of the figures a roster opens with. */
const figure = (page: Page, label: string) =>
  page.getByRole('term').filter({ hasText: label }).locator('xpath=following-sibling::dd[1]')

test('[INV-7] a roster is checked, previewed and applied, and who is new signs in by a link sent on demand @phone', async ({
  page,
  organization,
  signInAs,
  browser,
}) => {
  const { workspaceId } = await makeWorkspace(organization, 'Materials')
  await makeUser(organization, { workspaceId, email: 'known@example.org', name: 'Known One' })
  const ada = fresh('ada')
  const lines = [
    `Simulation,${ada},Ada Lovelace,workspace_admin,Solvers;Reviewers`,
    `Materials,${ada},Ada Lovelace,member,`,
    'Materials,known@example.org,Known One,member,Reviewers',
    'Materials,nobody,No Body,member,',
  ]
  const file = `\uFEFF${[head, ...lines].join('\r\n')}\r\n`
  await signInAs(organization.admin)
  await page.goto(list)
  await page.getByRole('link', { name: 'Import roster' }).click()
  await bring(page, 'people.csv', file)
  await expect(page.getByRole('heading', { name: 'people.csv' })).toBeVisible()
  await expect(page.getByText('Nothing of this is made yet.')).toBeVisible()
  await expect(page.getByText('It makes one workspace that is not there yet: Simulation.')).toBeVisible()
  for (const [label, count] of [
    ['To be made', '2'],
    ['To be changed', '1'],
    ['As they are', '0'],
    ['Refused', '1'],
  ] as const)
    await expect(figure(page, label)).toHaveText(count)
  await expect(row(page, 'nobody')).toContainText('email: Enter an e-mail address like ada@example.org.')
  await expect(row(page, 'known@example.org')).toContainText('joins Reviewers')
  await page
    .getByRole('navigation', { name: 'Lines' })
    .getByRole('link', { name: /Refused/ })
    .click()
  await expect(row(page, 'nobody')).toBeVisible()
  await expect(row(page, ada)).toHaveCount(0)
  await page.goto(`${list}?q=${ada}`)
  await expect(page.getByText('Nothing matches')).toBeVisible()

  await page.goto(`${list}/import`)
  await row(page, 'people.csv').getByRole('link', { name: 'people.csv' }).click()
  await page.getByRole('button', { name: 'Apply 3 lines' }).click()
  await expect(page.getByText('The roster is applied.')).toBeVisible({ timeout: 20_000 })
  await expect(figure(page, 'Made')).toHaveText('2')
  await page.getByRole('link', { name: 'Never signed in' }).click()
  const theirRow = row(page, ada).filter({ hasText: 'Simulation' })
  await expect(theirRow).toContainText('Never signed in')
  await expect(theirRow.getByRole('checkbox', { name: /^Workspace Admin/ })).toBeChecked()

  await theirRow.getByRole('link', { name: 'Ada Lovelace' }).click()
  const password = page.getByRole('region', { name: 'Password' })
  await expect(password).toContainText('They have none yet')
  await password.getByRole('button', { name: 'Send password link' }).click()
  await expect(page.getByText(`A link to set a password goes to ${ada}`)).toBeVisible()
  const theirs = await (await browser.newContext()).newPage()
  await theirs.goto(await linkMailedTo(ada, 'reset-password'))
  await theirs.getByRole('textbox', { name: 'New password' }).fill('a quiet wind tunnel')
  await theirs.getByRole('button', { name: 'Set password' }).click()
  await expect(theirs.getByRole('button', { name: 'Set password' })).toBeHidden()
  await theirs.goto(`/sign-in/${organization.slug}`)
  await theirs.getByLabel('E-mail').fill(ada)
  await theirs.getByRole('textbox', { name: 'Password' }).fill('a quiet wind tunnel')
  await theirs.getByRole('button', { name: 'Sign in' }).click()
  // The first line of the roster is where they start.
  await expect(theirs.getByText('You work in Simulation')).toBeVisible()
  await page.reload()
  await expect(row(page, 'Simulation')).not.toContainText('Never signed in')
  await expect(row(page, 'Materials')).toContainText('Never signed in')

  await page.goto(`${list}/import`)
  await bring(page, 'people.csv', file)
  await expect(figure(page, 'As they are')).toHaveText('3')
  await expect(page.getByRole('button', { name: /^Apply/ })).toHaveAccessibleDescription(
    'Nothing in this roster would change anything.',
  )
})

test('[INV-7] a file that cannot be read is refused with the line and the reason, and mended at once', async ({
  page,
  organization,
  signInAs,
}) => {
  await signInAs(organization.admin)
  await page.goto(`${list}/import`)
  const alert = page.getByRole('main').getByRole('alert').filter({ hasText: 'Line' })
  for (const [content, reason] of [
    ['email,name\n', 'Line 1: The first line must be “workspace,email,name,role,groups”.'],
    [Buffer.from(`${head}\nLab,a@b.example,René,member,\n`, 'latin1'), 'Line 2: This line is not in UTF-8.'],
    [`${head}\n\nLab,a@b.example,A"da,member,\n`, 'Line 3: A quotation mark stands where none can.'],
  ] as const) {
    await bring(page, 'wrong.csv', content)
    await expect(alert).toContainText(reason)
  }
  await page.reload()
  await expect(page.getByText('No roster has been imported yet.')).toBeVisible()
  await bring(page, 'wrong.csv', `${head}\nLab,a@b.example,Ada,member,\n`)
  await expect(page.getByRole('button', { name: 'Apply 1 line' })).toBeVisible()
  await expect(page.getByText('Nothing of this is made yet.')).toBeVisible()
})

test('[INV-7] each refused line has its number and its reason, page by page', async ({
  page,
  organization,
  signInAs,
}) => {
  const good = Array.from({ length: 120 }, (_, at) => `Lab,p${at}@example.org,Person ${at},member,`)
  const bad = [
    'Lab,p0@example.org,Person 0,member,',
    'Other,p1@example.org,Another Name,member,',
    'Lab,q@example.org,Q,owner,',
    `Lab,r@example.org,R,member,x${','.repeat(10_000)}`,
  ]
  await signInAs(organization.admin)
  await page.goto(`${list}/import`)
  await bring(page, 'people.csv', [head, ...good, ...bad].join('\n'))
  await expect(page.getByText('100 lines on this page')).toBeVisible()
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(row(page, 'p119@example.org')).toBeVisible()
  await page.reload()
  for (const [number, reason] of [
    ['122', 'Line 2 names this person in this workspace already.'],
    ['123', 'Line 3 calls this person “Person 1”. Use one name.'],
    ['124', 'The role must be “member” or “workspace_admin”.'],
    ['125', 'It has 10,005 cells instead of 5.'],
  ] as const)
    await expect(row(page, reason).getByRole('cell', { name: number, exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Previous' }).click()
  await expect(row(page, 'p20@example.org')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Previous' })).toHaveCount(0)
})

test('[CPM-8] an import that was cut short says how much of it stands', async ({ page, organization, signInAs }) => {
  const { organizationId } = organization
  await signInAs(organization.admin)
  await page.goto(`${list}/import`)
  const lines = ['a', 'b', 'c'].map((name) => `Lab,${name}@example.org,${name},member,`)
  await bring(page, 'people.csv', [head, ...lines].join('\n'))
  await page.getByRole('button', { name: 'Apply 3 lines' }).click()
  await expect(page.getByText('The roster is applied.')).toBeVisible({ timeout: 20_000 })
  await asDatabaseAdmin(async (admin) => {
    await admin`update operations set state = 'cancelled', reason = 'Cancelled by Ada Fennwick.', done = 1
      where organization_id = ${organizationId}`
    await admin`update roster_lines set done_at = null where organization_id = ${organizationId} and line > 2`
  })
  await page.reload()
  await expect(page.getByText('It was cancelled.')).toBeVisible()
  await expect(page.getByText('1 of 3 lines, stays.')).toBeVisible()
  await expect(figure(page, 'To be made')).toHaveText('3')
  await expect(row(page, 'a@example.org')).toContainText('Made')
  await expect(row(page, 'b@example.org')).toContainText('New user')
})
