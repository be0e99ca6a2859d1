import type { Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { actingAs } from '../lib/call'
import { makeUser, makeWorkspace, type TestOrganization, unwrap } from '../lib/test/factories'
import { addUsers } from '../lib/users/changes'
import { expect, test } from './fixtures'

const list = '/organization/members'
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })
const box = (page: Page, who: string) => page.getByRole('checkbox', { name: `Workspace Admin, ${who}`, exact: true })

const make = async ({ admin, defaultWorkspaceId }: TestOrganization, names: readonly string[]) =>
  unwrap(
    await actingAs(admin.claim, () =>
      addUsers({
        users: names.map((name, at) => ({ name, email: `p${at}@example.org`, workspaceId: defaultWorkspaceId })),
      }),
    ),
  )

test('[DEL-1] a role is given to many after a dry run, with a line for each', async ({
  page,
  organization,
  signInAs,
}) => {
  await make(organization, ['Kai Berg', 'Lin Ode'])
  await makeUser(organization, { name: 'Mia Roe', isWorkspaceAdmin: true })
  await signInAs(organization.admin)
  await page.goto(list)
  for (const name of ['Kai Berg', 'Lin Ode', 'Mia Roe'])
    await page.getByRole('checkbox', { name: `Select ${name} in Default` }).check()
  const bar = page.getByRole('region', { name: 'Selection' })
  await expect(bar).toContainText('3 selected')
  await bar.getByRole('button', { name: 'Make Workspace Admin' }).click()
  const dialog = page.getByRole('dialog', { name: 'Make Workspace Admin' })
  await expect(dialog).toContainText('2 users will be Workspace Admin, 1 user will stay as they are.')
  const line = (name: string) => dialog.getByRole('listitem').filter({ hasText: name })
  await expect(line('Mia Roe')).toContainText('They are a Workspace Admin already.')
  await dialog.getByRole('button', { name: 'Make Workspace Admin: 2 users' }).click()
  await expect(dialog).toContainText('2 users are now Workspace Admin, 1 user stayed as they were.')
  await expect(line('Kai Berg')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  for (const name of ['Kai Berg', 'Lin Ode']) await expect(box(page, `${name} in Default`)).toBeChecked()
})

test('[DEL-3] who would give up their own role with others’ is told so before', async ({
  page,
  organization,
  signInAs,
}) => {
  await makeUser(organization, { name: 'Lin Ode', isOrganizationAdmin: true })
  await signInAs(organization.admin)
  await page.goto(list)
  await page.getByRole('checkbox', { name: 'Select Ada Fennwick in Default' }).check()
  await page.getByRole('button', { name: 'Remove Organization Admin' }).click()
  const dialog = page.getByRole('dialog', { name: 'Remove Organization Admin' })
  await expect(dialog).toContainText('1 user will no longer be Organization Admin.')
  await expect(dialog).toContainText('You are among them: you leave the organization portal at once')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toBeHidden()
})

test('[WSP-10] a role is taken from all that match, and the last one of a workspace only when that is ticked', async ({
  page,
  organization,
  signInAs,
}) => {
  const { workspaceId } = await makeWorkspace(organization, 'Simulation')
  await make(
    organization,
    Array.from({ length: 60 }, (_, at) => `Person ${at + 10}`),
  )
  for (const name of ['Person Aa', 'Person Bb'])
    await makeUser(organization, { workspaceId, name, isWorkspaceAdmin: true })
  await signInAs(organization.admin)
  await page.goto(list)
  await page.getByRole('checkbox', { name: 'Select this page' }).check()
  const bar = page.getByRole('region', { name: 'Selection' })
  await expect(bar).toContainText('50 selected')
  await bar.getByRole('button', { name: 'Select all 63 that match' }).click()
  await bar.getByRole('button', { name: 'Remove Workspace Admin' }).click()
  const dialog = page.getByRole('dialog', { name: 'Remove Workspace Admin' })
  await expect(dialog).toContainText('1 user will no longer be Workspace Admin, 62 users will stay as they are.')
  await dialog.getByRole('checkbox', { name: /left without an active Workspace Admin/ }).check()
  await expect(dialog).toContainText('2 users will no longer be Workspace Admin, 61 users will stay as they are.')
  await dialog.getByRole('button', { name: 'Remove Workspace Admin: 2 users' }).click()
  await expect(dialog).toContainText('2 users are no longer Workspace Admin')
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await page.goto(`${list}?role=workspace-admin`)
  await expect(page.getByText('Nothing matches')).toBeVisible()
})

test('[DEL-1] search, filters, order and place are in the address, and a copy of it shows the same @phone', async ({
  page,
  organization,
  signInAs,
}) => {
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  await make(
    organization,
    Array.from({ length: 60 }, (_, at) => `Person ${at + 10}`),
  )
  await makeUser(organization, { workspaceId, name: 'Mia Roe', isWorkspaceAdmin: true })
  await signInAs(organization.admin)
  await page.goto(list)
  await expect(page.getByText('62 users')).toBeVisible()
  await link(page, 'Next').click()
  await expect(link(page, 'Person 69')).toBeVisible()
  await expect(link(page, 'Ada Fennwick')).toBeHidden()
  await page.reload()
  await expect(link(page, 'Person 69')).toBeVisible()
  await link(page, 'Previous').click()
  await expect(link(page, 'Ada Fennwick')).toBeVisible()

  await page.getByRole('searchbox', { name: 'Search members' }).fill('person 3')
  await expect(page.getByText('10 users on this page')).toBeVisible()
  await page.goto(`${list}?q=person+3&sort=-name`)
  await expect(page.getByRole('row').filter({ hasText: '@example.org' }).first()).toContainText('Person 39')

  await page.goto(list)
  await page.getByRole('combobox', { name: 'Role' }).selectOption('Workspace Admins')
  await expect(link(page, 'Mia Roe')).toBeVisible()
  await expect(link(page, 'Ada Fennwick')).toBeHidden()
  await page.getByRole('combobox', { name: 'State' }).selectOption('Deactivated')
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await page.getByRole('link', { name: 'Clear search and filters' }).click()
  await expect(link(page, 'Ada Fennwick')).toBeVisible()
  await page.getByRole('button', { name: 'Any workspace' }).click()
  await page.getByRole('button', { name: new RegExp(`Simulation ${code}`) }).click()
  await expect(page).toHaveURL(new RegExp(`workspace=${code}`))
  await expect(link(page, 'Ada Fennwick')).toBeHidden()
  await expect(link(page, 'Mia Roe')).toBeVisible()
})

test('[SEC-7] the file has what the filter shows, and no name in it is a formula', async ({
  page,
  organization,
  signInAs,
}) => {
  await make(organization, ['=cmd|x', '+1', '-2', '@sum', 'Plain Name'])
  await signInAs(organization.admin)
  await page.goto(`${list}?q=%40example.org&state=never&sort=-name`)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ])
  const text = (await (await download.createReadStream()).toArray()).join('')
  const rows: Readonly<Record<string, string>>[] = parse(text, { columns: true, bom: true })
  const names = rows.map((row) => row.Name)
  expect(names[0]).toBe('Plain Name')
  expect(names.toSorted()).toEqual(["'+1", "'-2", "'=cmd|x", "'@sum", 'Ada Fennwick', 'Plain Name'])
  await page.goto('/organization/sign-ins')
  await expect(page.getByRole('row').filter({ hasText: 'Exported users as CSV: never' })).toHaveCount(1)
})

test('who is alone, or nobody, is shown the first step', async ({ page, organization, signInAs }) => {
  const { code } = await makeWorkspace(organization, 'Simulation')
  await signInAs(organization.admin)
  await page.goto(list)
  await expect(page.getByRole('heading', { name: 'Nobody else is here yet' })).toBeVisible()
  await page.goto(`/workspaces/${code}/members`)
  await expect(page.getByRole('heading', { name: 'Nobody is active here' })).toBeVisible()
  const first = page.getByRole('main').getByRole('link', { name: 'Invite', exact: true }).last()
  await expect(first).toHaveAttribute('href', `/workspaces/${code}/invitations?new=1`)
})

test('[SEC-4] whoever administers no more than a workspace does not find the page', async ({
  page,
  organization,
  signInAs,
}) => {
  const manager = await makeUser(organization, { isWorkspaceAdmin: true })
  await signInAs(manager)
  for (const path of [list, `${list}/${manager.accountId}`, `${list}/import`])
    expect((await page.goto(path))?.status(), path).toBe(404)
})
