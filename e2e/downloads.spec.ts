import { readFileSync } from 'node:fs'
import type { Download, Page } from '@playwright/test'
import { actingAs } from '../lib/call'
import { unpacked } from '../lib/downloads/testing/unzip'
import { placeOfBytes } from '../lib/files/bytes'
import { trashNodes } from '../lib/files/changes'
import { findPlaces } from '../lib/files/queries'
import { give, makePath } from '../lib/files/testing/tree'
import { hashOf, someBytes } from '../lib/storage/testing/bytes'
import { flipByte } from '../lib/storage/testing/damage'
import { makeFile, makeUser, makeWorkspace, replaceFile, type TestOrganization, unwrap } from '../lib/test/factories'
import { actorOf } from '../lib/test/look'
import { choose, messages } from './file-manager'
import { expect, test } from './fixtures'

/** A workspace with a folder of files, one of them with an older version, and somebody who may do anything there. */
async function makePlans(organization: TestOrganization) {
  const { workspaceId } = await makeWorkspace(organization, 'Simulation')
  const mona = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true, name: 'Mona Manager' })
  const { rootId } = await findPlaces(await actorOf(mona), workspaceId)
  const [plans = '', year = ''] = await makePath(mona, rootId ?? '', 'Plans', '2026')
  const wing = await makeFile(mona, plans, 'Flügel 翼.txt', 'first')
  await replaceFile(mona, plans, 'Flügel 翼.txt', 'second')
  const spar = await makeFile(mona, year, 'spar.txt', 'spar')
  return { workspaceId, mona, plans, year, wing, spar }
}

async function textOf(download: Download): Promise<string> {
  return readFileSync(await download.path(), 'utf8')
}

/** What the browser keeps when something is pressed. */
async function kept(page: Page, press: () => Promise<unknown>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return download
}

test('[FIL-7] [FIL-2] a file is downloaded under its name, a selection with folders as one zip', async ({
  page,
  organization,
  signInAs,
}) => {
  const { mona, plans } = await makePlans(organization)
  await signInAs(mona)
  await page.goto(`/files/${plans}`)
  const one = await kept(page, () => choose(page, 'Flügel 翼.txt', 'Download'))
  expect([one.suggestedFilename(), await textOf(one)]).toEqual(['Flügel 翼.txt', 'second'])
  for (const name of ['Flügel 翼.txt', '2026'])
    await page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check()
  const zip = await kept(page, () => page.getByRole('button', { name: 'Download', exact: true }).click())
  expect(zip.suggestedFilename()).toBe('Simulation.zip')
  expect(await unpacked(readFileSync(await zip.path()))).toEqual({
    '2026': null,
    '2026/spar.txt': 'spar',
    'Flügel 翼.txt': 'second',
  })
  await expect(page).toHaveURL(new RegExp(plans))
  await expect(page.getByText('The download could not begin.')).toHaveCount(0)
})

test.describe(() => {
  // The answer that says why is not shown in the hidden frame that asked.
  test.use({ allowedInConsole: /^Framing .+ violates .+frame-ancestors/ })

  test('[FIL-7] a download that is refused leaves the page where it is, and says so', async ({
    page,
    organization,
    signInAs,
  }) => {
    const { mona, plans, wing } = await makePlans(organization)
    await signInAs(mona)
    await page.goto(`/files/${plans}`)
    unwrap(await actingAs(mona.claim, () => trashNodes({ nodeIds: [wing] })))
    await choose(page, 'Flügel 翼.txt', 'Download')
    await expect(messages(page)).toContainText('The download could not begin.')
    await expect(page).toHaveURL(new RegExp(plans))
  })
})

test('[FIL-9] an older version is downloaded, and becomes the current one again', async ({
  page,
  organization,
  signInAs,
}) => {
  const { mona, plans, wing } = await makePlans(organization)
  await signInAs(mona)
  await page.goto(`/files/${plans}?details=${wing}`)
  const panel = page.getByRole('dialog')
  await expect(panel.getByText('second')).toBeVisible()
  const old = await kept(page, () => panel.getByRole('link', { name: 'Download version 1' }).click())
  expect(await textOf(old)).toBe('first')
  await panel.getByRole('button', { name: 'Restore version 1' }).click()
  await expect(panel.getByText('Version 3', { exact: true })).toBeVisible()
  await expect(panel.getByLabel('Text of the file').getByText('first')).toBeVisible()
  await expect(panel.getByRole('link', { name: 'Download version 2' })).toBeVisible()
})

test('[FIL-2] who may list alone reads why they see nothing more; a stale page is refused too', async ({
  page,
  organization,
  signInAs,
}) => {
  const { workspaceId, mona, plans, wing } = await makePlans(organization)
  const ugo = await makeUser(organization, { workspaceId, name: 'Ugo User' })
  await give(mona, plans, ugo, 'list')
  await signInAs(ugo)
  await page.goto(`/files/${plans}?details=${wing}`)
  const panel = page.getByRole('dialog')
  await expect(panel.getByText('This takes Read in the folder it lies in. Ask who administers it.')).not.toHaveCount(0)
  await expect(panel.getByText('This takes Read or History')).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Download' })).toHaveAttribute('aria-disabled', 'true')
  const refused = await page.request.get(`/api/files/${wing}/content`)
  expect([refused.status(), (await refused.json()).code]).toEqual([403, 'cannot-read'])
})

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="red"/><script>window.ran = 1; parent.ran = 1</script></svg>`
const pdf =
  '%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\ntrailer<</Root 1 0 R>>'
const wav = () => {
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + 800, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(8_000, 24)
  head.writeUInt32LE(8_000, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(800, 40)
  return Buffer.concat([head, Buffer.alloc(800, 128)])
}

test('[FIL-2] a file is looked at by its kind, and nothing in it runs', async ({ page, organization, signInAs }) => {
  const { mona, plans } = await makePlans(organization)
  await signInAs(mona)
  const html = '<h1>Shown as it is written</h1><script>window.ran = 1</script>'
  const open = async (name: string, contents: string | Uint8Array) => {
    await page.goto(`/files/${plans}?details=${await makeFile(mona, plans, name, contents)}`)
    return page.getByRole('dialog')
  }
  const page1 = await open('page.html', html)
  await expect(page1.getByText(html)).toBeVisible()
  const picture = (await open('picture.svg', svg)).getByRole('img', { name: 'Preview of picture.svg' })
  await expect(picture).toHaveJSProperty('naturalWidth', 40)
  const table = (await open('table.csv', 'name;mass\nwing;12,5\n')).getByRole('table')
  await expect(table.getByRole('columnheader')).toHaveText(['name', 'mass'])
  await expect(table.getByRole('cell')).toHaveText(['wing', '12,5'])
  const sound = (await open('sound.wav', wav())).getByLabel('Preview of sound.wav')
  await expect(sound).toHaveJSProperty('error', null)
  await expect.poll(() => sound.evaluate((audio) => 'duration' in audio && audio.duration)).toBeCloseTo(0.1)
  const document = (await open('plan.pdf', pdf)).getByTitle('Preview of plan.pdf')
  const src = (await document.getAttribute('src')) ?? ''
  const shown = await page.request.get(src)
  expect([shown.status(), shown.headers()['content-type']]).toEqual([200, 'application/pdf'])
  expect(shown.headers()['content-security-policy']).toContain("frame-ancestors 'self'")
  expect(shown.headers()['x-frame-options']).toBe('SAMEORIGIN')
  await expect((await open('data.zip', 'PK')).getByText('There is no preview of this kind of file.')).toBeVisible()
  await expect((await open('empty.txt', '')).getByText('The file is empty.')).toBeVisible()
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
})

test.describe(() => {
  // That the browser says so is the point of it.
  test.use({ allowedInConsole: /^Blocked script execution in/ })

  test('[FIL-2] opened by its address, a page is kept and a picture has no scripts and no origin', async ({
    page,
    organization,
    signInAs,
  }) => {
    const { mona, plans } = await makePlans(organization)
    await signInAs(mona)
    const html = await makeFile(mona, plans, 'page.html', '<script>document.title = "ran"</script>')
    const image = await makeFile(mona, plans, 'picture.svg', svg)
    await page.goto('/files')
    const download = await kept(page, () => page.goto(`/api/files/${html}/content`).catch(() => {}))
    expect(download.suggestedFilename()).toBe('page.html')
    const answer = await page.request.get(`/api/files/${html}/content`)
    expect(answer.headers()).toMatchObject({
      'content-length': '39',
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringContaining('attachment'),
      'content-security-policy': expect.stringContaining("sandbox; default-src 'none'"),
      'cache-control': 'private, no-store, no-transform',
    })
    const accepted = { 'accept-encoding': 'gzip', range: 'bytes=1-3' }
    const part = await page.request.get(`/api/files/${image}/shown`, { headers: accepted })
    expect([part.status(), part.headers()['content-encoding'], await part.text()]).toEqual([206, undefined, 'svg'])
    await page.goto(`/api/files/${image}/shown`)
    expect(await page.evaluate(() => [window.origin, 'ran' in window])).toEqual(['null', false])
  })
})

test('[FIL-7] a download goes on where it broke off, and damaged bytes never come whole', async ({
  page,
  organization,
  signInAs,
}) => {
  const { mona, plans } = await makePlans(organization)
  await signInAs(mona)
  const bytes = someBytes(5 * 1024 * 1024)
  const id = await makeFile(mona, plans, 'large.bin', bytes)
  const url = `/api/files/${id}/content`
  const whole = await page.request.get(url)
  expect(whole.headers()['content-length']).toBe(String(bytes.length))
  expect(hashOf(await whole.body())).toBe(hashOf(bytes))
  const headers = { range: 'bytes=5000000-', 'if-range': whole.headers().etag ?? '' }
  const rest = await page.request.get(url, { headers })
  expect([rest.status(), rest.headers()['content-length']]).toEqual([206, String(bytes.length - 5_000_000)])
  expect((await rest.body()).equals(bytes.subarray(5_000_000))).toBe(true)
  const head = await page.request.head(url)
  expect([head.status(), head.headers()['content-length']]).toEqual([200, String(bytes.length)])
  flipByte({ ...placeOfBytes(organization.organizationId), hash: hashOf(bytes) }, 9)
  await expect(page.request.get(url)).rejects.toThrow(/aborted|hang up|reset/)
  expect((await page.request.get('/api/health')).status()).toBe(200)
  flipByte({ ...placeOfBytes(organization.organizationId), hash: hashOf(bytes) }, 9)
  expect(hashOf(await (await page.request.get(url)).body())).toBe(hashOf(bytes))
})
