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

/** What stands in the addresses of pages for one thing: the folder's name, and the id or ID. */
export type Named = Readonly<Record<'folder' | 'group' | 'id' | 'member' | 'partner' | 'roster' | 'user', string>>

/** Every page of both portals in the build: as its route, and as an address. Throws for a page of a thing unheard of. */
function portalPages(named: Named): readonly (readonly [route: string, address: string])[] {
  const path = join(projectFolder, process.env.ATRIUM_DIST ?? '.next', 'app-path-routes-manifest.json')
  const routes = Manifest.parse(JSON.parse(readFileSync(path, 'utf8')))
  const known = new Map(Object.entries(named))
  const addressOf = (route: string) =>
    route.replace(/\[(\w+)\]/g, (_, name: string) => {
      const id = known.get(name)
      if (!id) throw new Error(`Nothing is known to open ${route} with: bench/javascript.ts needs a ${name}.`)
      return id
    })
  return Object.entries(routes)
    .filter(([file, route]) => file.endsWith('/page') && /^\/(organization|workspaces)(\/|$)/.test(route))
    .map(([, route]) => [route, addressOf(route)] as const)
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
export async function javascript(url: string, { cookie }: SignedIn, named: Named): Promise<readonly Figure[]> {
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...chromiumArguments] })
  const [name = '', value = ''] = cookie.split(/=(.*)/s)
  const figures: Figure[] = []
  try {
    for (const [route, address] of portalPages(named)) {
      const context = await browser.newContext()
      await context.addCookies([{ name, value, url }])
      const size = await loadedBy(await context.newPage(), `${url}${address}`)
      figures.push({ figure: `JavaScript of ${route}`, unit: 'KB', target: { atMost: 200 }, ...single(size) })
      await context.close()
    }
  } finally {
    await browser.close()
  }
  return figures
}
