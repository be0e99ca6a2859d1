import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium, type Page } from '@playwright/test'
import { z } from 'zod'
import { chromiumArguments, ensureChromium } from '../bin/find-chromium'
import { projectFolder } from '../bin/processes'
import type { SignedIn } from './deployment'
import { type Figure, single } from './figures'

const Manifest = z.record(z.string(), z.string())

/** The addresses of every page of both portals in the build; `code` stands for the workspace. */
function portalPages(code: string): readonly string[] {
  const path = join(projectFolder, process.env.ATRIUM_DIST ?? '.next', 'app-path-routes-manifest.json')
  const routes = Manifest.parse(JSON.parse(readFileSync(path, 'utf8')))
  return Object.entries(routes)
    .filter(([file, route]) => file.endsWith('/page') && /^\/(organization|workspaces)(\/|$)/.test(route))
    .map(([, route]) => route.replace('[id]', code))
    .filter((route) => !route.includes('['))
    .sort()
}

/** Kilobytes of compressed JavaScript, as they come over the wire, until a page has settled. */
async function loadedBy(tab: Page, address: string): Promise<number> {
  const devtools = await tab.context().newCDPSession(tab)
  await devtools.send('Network.enable')
  const scripts = new Set<string>()
  let bytes = 0
  let last = Date.now()
  devtools.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!scripts.has(requestId)) return
    bytes += encodedDataLength
    last = Date.now()
  })
  const answer = await tab.goto(address, { waitUntil: 'load' })
  if (answer?.status() !== 200) throw new Error(`${address} answered ${answer?.status()}.`)
  // What the page itself fetches a moment later, unasked, counts too.
  while (Date.now() - last < 1_500) await wait(100)
  return bytes / 1_000
}

/** (c) What each page of the portals loads in a browser that has nothing yet. */
export async function javascript(url: string, { cookie, code }: SignedIn): Promise<readonly Figure[]> {
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...chromiumArguments] })
  const [name = '', value = ''] = cookie.split(/=(.*)/s)
  const figures: Figure[] = []
  try {
    for (const page of portalPages(code)) {
      const context = await browser.newContext()
      await context.addCookies([{ name, value, url }])
      const size = await loadedBy(await context.newPage(), `${url}${page}`)
      const figure = `JavaScript of ${page.replace(code, '[id]')}`
      figures.push({ figure, unit: 'KB', target: { atMost: 200 }, ...single(size) })
      await context.close()
    }
  } finally {
    await browser.close()
  }
  return figures
}
