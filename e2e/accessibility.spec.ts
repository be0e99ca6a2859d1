import AxeBuilder from '@axe-core/playwright'
import { actingAs } from '../lib/call'
import { trashNodes } from '../lib/files/changes'
import { findPlaces } from '../lib/files/queries'
import { give, makePath } from '../lib/files/testing/tree'
import { bringRoster } from '../lib/rosters/changes'
import { makeGroup, makePartner, makeUser, makeWorkspace, unwrap } from '../lib/test/factories'
import { actorOf } from '../lib/test/look'
import { expect, test } from './fixtures'

const ofOrganization = [
  '/organization',
  '/organization/workspaces',
  '/organization/workspaces?new=1',
  '/organization/members',
  '/organization/members/import',
  '/organization/operations',
  '/organization/audit',
  '/organization/sign-ins',
  '/organization/sessions',
  '/organization/policies',
  '/organization/policies?edit=allowed-email-domains',
  '/organization/audit?record=2',
]
const ofMember = [
  '/',
  '/files',
  '/files/all',
  '/files/all?q=nothing',
  '/files/trash',
  '/operations',
  '/notices',
  '/notices?state=unread',
  '/profile',
  '/nowhere',
]
const ofStranger = ['/sign-in', '/reset-password']

test('every page is without an axe violation, in light and in dark @phone', async ({
  page,
  organization,
  signInAs,
  isMobile,
}) => {
  // Seventy pages, one after the other.
  test.setTimeout(600_000)
  const { workspaceId, code } = await makeWorkspace(organization, 'Simulation')
  const ada = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true })
  const { userId, accountId } = ada
  const { groupId } = await makeGroup(ada, 'Crash Safety', [ada])
  const { rootId } = await findPlaces(await actorOf(ada), workspaceId)
  const [folderId = '', belowId = '', gone = ''] = await makePath(ada, rootId ?? '', 'Plans', 'Wings', 'Drafts')
  const [company = ''] = await makePath(ada, rootId ?? '', 'Acme')
  const linked = await makeUser(organization, { workspaceId })
  const { partnerId } = await makePartner(ada, company, [linked])
  const permissionId = await give(ada, folderId, groupId, 'read')
  unwrap(await actingAs(ada.claim, () => trashNodes({ nodeIds: [gone] })))
  const bytes = new TextEncoder().encode(
    'workspace,email,name,role,groups\nLab,a@b.example,A,member,\nLab,b,B,member,\n',
  )
  const { rosterId } = unwrap(
    await actingAs(organization.admin.claim, () => bringRoster({ fileName: 'people.csv', bytes })),
  )
  const user = `/workspaces/${code}/members/${userId}`
  // The colours of the dark are the same on a phone.
  const schemes = isMobile ? (['light'] as const) : (['dark', 'light'] as const)
  const check = async (path: string) => {
    await page.goto(path)
    await look(path)
  }
  const look = async (path: string) => {
    await page.waitForLoadState('networkidle')
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await expect(page.locator('html')).toHaveCSS('color-scheme', colorScheme)
      // Without frames in the page it sees the same, and opens no page of its own for each look.
      const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode()
      // All but the colours is the same in the dark.
      if (colorScheme === 'dark') axe.withRules('color-contrast')
      const { violations } = await axe.analyze()
      expect(violations.map(({ id, nodes }) => `${path}, ${colorScheme}: ${id} ${nodes[0]?.html}`)).toEqual([])
    }
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth > innerWidth),
      `${path} scrolls sideways`,
    ).toBe(false)
  }
  for (const path of [...ofStranger, `/sign-in/${organization.slug}`]) await check(path)
  await signInAs(organization.admin)
  for (const path of [
    ...ofMember,
    ...ofOrganization,
    `/organization/workspaces?edit=${code}`,
    `/organization/workspaces?delete=${code}`,
    `/organization/members/${accountId}`,
    `/organization/members/import/${rosterId}`,
    `/workspaces/${code}`,
    `/workspaces/${code}/members`,
    `/workspaces/${code}/invitations`,
    `/workspaces/${code}/invitations?new=1`,
    ...['', '?rename=1', '?groups=1', '?end=1', '?deactivate=1'].map((panel) => `${user}${panel}`),
    `/workspaces/${code}/operations`,
    `/workspaces/${code}/audit`,
    `/workspaces/${code}/policies`,
    `/workspaces/${code}/files`,
    `/workspaces/${code}/files?new=1`,
    `/workspaces/${code}/files/${folderId}`,
    `/workspaces/${code}/files?details=${folderId}`,
    `/workspaces/${code}/files/trash`,
    `/workspaces/${code}/groups`,
    `/workspaces/${code}/groups?new=1`,
    `/workspaces/${code}/groups?delete=${groupId}`,
    `/workspaces/${code}/groups/${groupId}`,
    `/workspaces/${code}/groups/${groupId}?add=1`,
    `/workspaces/${code}/groups/${groupId}?view=folders`,
    ...['', '?new=1', `?edit=${partnerId}`].map((panel) => `/workspaces/${code}/partners${panel}`),
    ...['', '?view=folders', '?link=1', '?invite=1', '?delete=1'].map(
      (panel) => `/workspaces/${code}/partners/${partnerId}${panel}`,
    ),
    ...['', '?view=people', '?give=1', `?change=${permissionId}`, `?take=${permissionId}`].map(
      (panel) => `/workspaces/${code}/files/${folderId}/access${panel}`,
    ),
    ...['', '?view=people'].map((view) => `/workspaces/${code}/files/${belowId}/access${view}`),
  ])
    await check(path)
  await page.goto(`/workspaces/${code}/files`)
  await page.getByRole('button', { name: 'More for Plans' }).click()
  await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeVisible()
  await look('the menu of a folder')
  await page.getByRole('menuitem', { name: 'Move to…' }).click()
  await expect(page.getByRole('radio', { name: /^Home folders/ })).toBeVisible()
  await look('the picker of folders')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'More for Plans' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByLabel('New name for Plans').fill('a/b')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('New name for Plans')).toHaveAccessibleDescription(/slash/)
  await look('a name in the list')
  await page.goto('/organization')
  await page.getByRole('button', { name: 'Search and commands' }).click()
  const palette = page.getByRole('combobox', { name: /^Search pages/ })
  await expect(page.getByRole('option', { name: 'Sign out' })).toBeVisible()
  await look('the palette')
  for (const [typed, name] of [
    ['simul', /^Simulation/],
    ['deactivate ada', /This is the last|Nobody deactivates themselves/],
  ] as const) {
    await palette.fill(typed)
    await expect(page.getByRole('option', { name })).toBeVisible()
    await look(`the palette, ${typed}`)
  }
  await palette.fill('nothing of that name')
  await expect(page.getByText('Nothing is called')).toBeVisible()
  await look('the palette, empty')
})

test('the main story by keyboard alone', async ({ page, organization, signInAs }) => {
  await makeWorkspace(organization, 'Aero EU')
  await makeWorkspace(organization, 'Battery Lab')
  await signInAs(organization.admin)
  await page.goto('/organization/workspaces')
  const reach = async (name: string | RegExp, role: 'link' | 'button' | 'row' = 'link') => {
    const wanted = page.getByRole(role, { name })
    for (let presses = 0; presses < 60; presses++) {
      if (await wanted.first().evaluate((element) => element === document.activeElement)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`${name} was not reached with Tab.`)
  }
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await reach('New Workspace')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'New Workspace' })
  await expect(dialog.getByLabel('Name')).toBeFocused()
  await page.keyboard.type('Crash Safety')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('row').filter({ hasText: 'Crash Safety' })).toBeVisible()

  await reach(/Aero EU/, 'row')
  await page.keyboard.press('j')
  await expect(page.getByRole('row').filter({ hasText: 'Battery Lab' })).toBeFocused()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys in Workspaces' })
  await expect(keys).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(keys).toBeHidden()
  await expect(page.getByRole('row').filter({ hasText: 'Battery Lab' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Open portal' })).toContainText('Battery Lab')
})
