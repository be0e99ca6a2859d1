import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import postgres from 'postgres'
import { expect, test } from './fixtures'

const seconds = 10

/** Ends the database as a power cut would. */
async function killDatabase() {
  const sql = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
  const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
  const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${row?.pid}/status`, 'utf8'))?.[1]
  process.kill(Number(parent), 'SIGKILL')
  await sql.end({ timeout: 0 }).catch(() => {})
}

/** Creates workspaces one after another until `isOver`; gives the names that were acknowledged. */
async function keepCreating(
  page: Page,
  template: { url: string; headers: Record<string, string>; body: string },
  who: string,
  isOver: () => boolean,
) {
  const acknowledged: string[] = []
  for (let count = 0; !isOver(); count++) {
    const name = `Load ${who} ${count}`
    const body = template.body
      .replace('"Template"', JSON.stringify(name))
      .replace(/"key":"[^"]+"/, `"key":"${crypto.randomUUID()}"`)
    const answer = await page.request
      .post(template.url, { headers: template.headers, data: body, timeout: 5_000 })
      .then(
        (response) => response.text(),
        () => '',
      )
    if (answer.includes('"ok":true')) acknowledged.push(name)
  }
  return acknowledged
}

// React says in the console that a page failed on the server, which is what happens here.
test.use({ allowedInConsole: /React error #441/ })

test('the database killed under load: an error page with a request id, service again within ten seconds, nothing lost', async ({
  page,
  organization,
  signInAs,
}) => {
  await signInAs(organization.admin)
  await page.goto('/organization/workspaces?new=1')
  await page.getByLabel('Name').fill('Template')
  const [request] = await Promise.all([
    page.waitForRequest((sent) => sent.headers()['next-action'] !== undefined),
    page.getByRole('button', { name: 'Create Workspace' }).click(),
  ])
  await expect(page.getByRole('link', { name: 'Template', exact: true })).toBeVisible()
  const template = { url: request.url(), headers: await request.allHeaders(), body: request.postData() ?? '' }

  let isOver = false
  const writers = ['a', 'b', 'c', 'd'].map((who) => keepCreating(page, template, who, () => isOver))
  await expect.poll(async () => (await page.request.get('/api/workspaces?q=load')).text()).toContain('Load d')
  await killDatabase()
  const killed = Date.now()
  const requestIds: (string | undefined)[] = []
  for (let isBack = false; !isBack; ) {
    const answer = await page.goto('/organization')
    if (answer?.status() === 200) isBack = true
    else requestIds.push(/[0-9a-f]{8}-[0-9a-f-]{27}/.exec((await page.getByRole('main').textContent()) ?? '')?.[0])
    expect((Date.now() - killed) / 1_000, 'seconds without service').toBeLessThan(seconds)
  }
  expect(requestIds.length).toBeGreaterThan(0)
  expect(requestIds.every((id) => id !== undefined)).toBe(true)
  const log = readFileSync(process.env.ATRIUM_TEST_LOG ?? '', 'utf8')
  expect(log).toContain(String(requestIds[0]))

  isOver = true
  const acknowledged = (await Promise.all(writers)).flat()
  const sql = postgres(process.env.DATABASE_URL ?? '', { max: 1 })
  const rows = await sql<{ name: string }[]>`
    select name from workspaces where organization_id = ${organization.organizationId} and name like 'Load %'`
  await sql.end()
  const kept = new Set(rows.map((row) => row.name))
  expect(acknowledged.length).toBeGreaterThan(4)
  expect(acknowledged.filter((name) => !kept.has(name))).toEqual([])
})
