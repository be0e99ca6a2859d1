import { readdirSync, readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import postgres from 'postgres'
import { hashOf } from '../lib/storage/testing/bytes'
import { expect, test } from './fixtures'
import { file, files, large, makePlans, namesIn, row, sendAt, tray } from './uploading'

const seconds = 10

// Each has the deployment to itself.
test.describe.configure({ mode: 'serial' })

const environmentOf = (pid: string): readonly string[] => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
  } catch {
    return [] // it has ended, or is somebody else's
  }
}

/** Process id of the web server of this deployment, or none while it is started again. */
const webServer = () =>
  readdirSync('/proc').find((pid) => {
    const has = (start: string) => environmentOf(pid).some((variable) => variable.startsWith(start))
    return (
      /^\d+$/.test(pid) &&
      environmentOf(pid).includes(`ATRIUM_DATA=${process.env.ATRIUM_DATA}`) &&
      has('ATRIUM_APP_DATABASE_URL=') &&
      !has('ATRIUM_QUEUE_DATABASE_URL=')
    )
  })

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

/** The one that was started after these were killed. */
async function webServerAfter(killed: readonly number[]): Promise<number> {
  let pid = 0
  const isThere = () => {
    pid = Number(webServer() ?? 0)
    return pid > 1 && !killed.includes(pid)
  }
  await expect.poll(isThere, { timeout: 30_000 }).toBe(true)
  return pid
}

test('[FIL-6] the web server killed with -9 again and again: uploads go on by themselves, and what arrived is whole', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, folderId } = await makePlans(organization)
  await signInAs(manager)
  await page.goto(`/files/${folderId}`)
  await expect(page.getByRole('button', { name: 'Upload' }).first()).toBeVisible()
  const speed = await sendAt(page)
  await speed(4)
  const sent = [large('large.bin'), file('a.txt', 'first'), file('b.txt', 'second'), file('c.txt')]
  await files(page).setInputFiles(sent)
  const killed: number[] = []
  for (const far of [/^1\d % of 40\sMiB/, /^[3-9]\d % of 40\sMiB/]) {
    await expect(tray(page).getByText(far).first()).toBeVisible({ timeout: 30_000 })
    const pid = await webServerAfter(killed)
    process.kill(pid, 'SIGKILL')
    killed.push(pid)
  }
  expect(new Set(killed).size).toBe(2)
  await speed(null)
  await expect(tray(page)).toContainText('Uploaded 4 files', { timeout: 40_000 })
  for (const { name } of sent) await expect(row(page, name)).toBeVisible()
  expect(await namesIn(manager, folderId)).toEqual(sent.map(({ name }) => name).toSorted())
  for (const { name, buffer } of sent) {
    await row(page, name).getByRole('checkbox').check()
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download' }).click()
    expect(hashOf(readFileSync(await (await downloading).path())), name).toBe(hashOf(buffer))
    await row(page, name).getByRole('checkbox').uncheck()
  }
})
