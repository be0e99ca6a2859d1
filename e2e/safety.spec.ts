import type { Page, Request } from '@playwright/test'
import postgres from 'postgres'
import { makeOrganization, makeUser, makeWorkspace } from '../lib/test/factories'
import { expect, test } from './fixtures'

const list = '/organization/workspaces'

/** Presses the button and gives the server action's request as the browser sent it. */
async function actionOf(page: Page, press: () => Promise<void>): Promise<Request> {
  const sent = page.waitForRequest((request) => request.headers()['next-action'] !== undefined)
  await press()
  return sent
}

const replay = (page: Page, request: Request, origin: string | undefined, body = request.postData() ?? '') => {
  const { origin: _, ...headers } = request.headers()
  return page.request.post(request.url(), { headers: origin ? { ...headers, origin } : headers, data: body })
}

test('[SEC-10] every answer carries its headers, with a nonce of its own', async ({ page, organization, signInAs }) => {
  await signInAs(organization.admin)
  const nonces = new Set<string>()
  for (const path of ['/organization', '/organization', '/api/workspaces', '/api/health', '/nowhere', '/sign-in']) {
    const headers = (await page.request.get(path)).headers()
    const policy = headers['content-security-policy'] ?? ''
    expect(policy, path).toContain("frame-ancestors 'none'")
    expect(policy, path).not.toMatch(/script-src[^;]*unsafe/)
    expect(headers['x-content-type-options'], path).toBe('nosniff')
    expect(headers['x-frame-options'], path).toBe('DENY')
    expect(headers['cache-control'], path).toContain('no-store')
    expect(headers['cache-control'], path).toContain('private')
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? '')
  }
  expect(nonces.size).toBe(6)
})

test('[SEC-1] another organization’s workspace is not found by page, address or list', async ({
  page,
  organization,
  signInAs,
}) => {
  const other = await makeOrganization()
  const { code, name } = await makeWorkspace(other, 'Their Secret')
  await signInAs(organization.admin)
  for (const path of [`/workspaces/${code}`, `/workspaces/${code}/audit`, `/workspaces/${code}/operations`])
    expect((await page.goto(path))?.status(), path).toBe(404)
  await page.goto(`${list}?edit=${code}`)
  await expect(page.getByRole('dialog')).toBeHidden()
  const found = await page.request.get(`/api/workspaces?q=${encodeURIComponent(name)}`)
  expect((await found.json()).rows).toEqual([])
})

test('[SEC-4] a foreign, missing or null origin is refused; our own is answered once', async ({
  page,
  organization,
  signInAs,
}) => {
  await signInAs(organization.admin)
  await page.goto(`${list}?new=1`)
  await page.getByLabel('Name').fill('Once')
  const request = await actionOf(page, () => page.getByRole('button', { name: 'Create Workspace' }).click())
  await expect(page.getByRole('link', { name: 'Once', exact: true })).toBeVisible()
  const key = /"key":"([^"]+)"/.exec(request.postData() ?? '')?.[1] ?? ''
  const another = (request.postData() ?? '').replace('"Once"', '"Forged"').replace(key, crypto.randomUUID())
  for (const origin of ['https://evil.example', undefined, 'null']) {
    const answer = await replay(page, request, origin, another)
    expect(await answer.text(), String(origin)).not.toContain('"ok":true')
  }
  await replay(page, request, new URL(page.url()).origin)
  await page.goto(list)
  await expect(page.getByRole('link', { name: 'Once', exact: true })).toHaveCount(1)
  await expect(page.getByRole('link', { name: 'Forged' })).toHaveCount(0)
})

test('[SEC-3] a role taken away ends at the next request, also in a page left open', async ({
  page,
  organization,
  signInAs,
}) => {
  const second = await makeUser(organization, { isOrganizationAdmin: true })
  await signInAs(second)
  await page.goto(`${list}?new=1`)
  await page.getByLabel('Name').fill('Too Late')
  const admin = postgres(process.env.DATABASE_URL ?? '', { max: 1 })
  await admin`update users set is_organization_admin = false where id = ${second.userId}`
  await admin.end()
  await page.getByRole('button', { name: 'Create Workspace' }).click()
  await expect(page.getByRole('dialog', { name: 'New Workspace' })).toContainText(
    'Only an Organization Admin can create workspaces.',
  )
  expect((await page.goto(list))?.status()).toBe(404)
})

test('[SWI-5] a deactivated user is out at the next request', async ({ page, organization, signInAs }) => {
  const user = await makeUser(organization, { isWorkspaceAdmin: true })
  await signInAs(user)
  await page.goto('/')
  await expect(page.getByRole('heading', { name: /Welcome/ })).toBeVisible()
  const admin = postgres(process.env.DATABASE_URL ?? '', { max: 1 })
  await admin`update users set state = 'deactivated', is_organization_admin = false, is_workspace_admin = false where id = ${user.userId}`
  await admin.end()
  await page.reload()
  await expect(page).toHaveURL(/\/sign-in/)
})

test('[SEC-2] each change stands in the audit log, and the chain can be verified', async ({
  page,
  organization,
  signInAs,
}) => {
  await makeWorkspace(organization, 'Simulation')
  await signInAs(organization.admin)
  await page.goto('/organization/audit')
  await expect(page.getByRole('row').filter({ hasText: 'Created workspace Simulation' })).toContainText('Ada Fennwick')
  await page.getByRole('button', { name: 'Verify chain' }).click()
  await expect(page.getByText(/\d+ records, unbroken/)).toBeVisible()
  const admin = postgres(process.env.DATABASE_URL ?? '', { max: 1 })
  await admin`update audit_records set body = replace(body, 'Simulation', 'Something else')
              where organization_id = ${organization.organizationId} and event = 'workspace.created'`
  await admin.end()
  await page.getByRole('button', { name: 'Verify chain' }).click()
  await expect(page.getByText(/Record \d+ is bad/)).toBeVisible()
})

test('[WSP-8] the audit log of a deleted workspace stays, and can be searched and exported', async ({
  page,
  organization,
  signInAs,
}) => {
  await makeWorkspace(organization, '=Formula')
  await makeWorkspace(organization, 'Other')
  await signInAs(organization.admin)
  await page.goto('/organization/audit?q=formula')
  await expect(page.getByRole('row').filter({ hasText: '=Formula' })).toHaveCount(1)
  await expect(page.getByRole('row').filter({ hasText: 'Other' })).toHaveCount(0)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ])
  const stream = await download.createReadStream()
  const text = (await stream.toArray()).join('')
  expect(text).toContain("'=Formula")
  expect(text).not.toContain('Other')
})
