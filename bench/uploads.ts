import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type RequestOptions, request } from 'node:http'
import { join } from 'node:path'
import { z } from 'zod'
import { endChild, startNode } from '../bin/processes'
import type { Settings } from '../lib/settings'
import { asAdministrator } from './administrator'
import type { SignedIn } from './deployment'
import { type Figure, single } from './figures'
import { spread } from './rounds'
import type { Web } from './web'

const MiB = 1024 * 1024
// One that comes again and again: to make bytes would be measured too.
const piece = randomBytes(MiB)

/** Sends so many bytes, and gives the headers of the answer. Throws for an answer that is none of success. */
async function send(url: string, options: RequestOptions, bytes: number) {
  const asking = request(url, options)
  for (let sent = 0; sent < bytes; sent += MiB)
    if (!asking.write(piece.subarray(0, Math.min(MiB, bytes - sent)))) await once(asking, 'drain')
  asking.end()
  const [answer] = await once(asking, 'response')
  answer.resume()
  await once(answer, 'end')
  if (answer.statusCode >= 300) throw new Error(`${url} answered ${answer.statusCode}.`)
  return answer.headers
}

/** Milliseconds of an upload as a browser sends it: begun, sent in one go, and a file at its end. */
async function timeUpload(web: Web, { cookie }: SignedIn, folderId: string, bytes: number): Promise<number> {
  const metadata = { folder: folderId, name: 'measured.bin', 'if-taken': 'keep-both' }
  const pairs = Object.entries(metadata).map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
  const common = { cookie, origin: web.url, 'tus-resumable': '1.0.0' }
  const started = performance.now()
  const opened = await send(
    `${web.url}/api/uploads`,
    {
      method: 'POST',
      headers: { ...common, 'upload-length': bytes, 'upload-metadata': pairs.join(','), 'content-length': 0 },
    },
    0,
  )
  const headers = {
    ...common,
    'upload-offset': 0,
    'content-type': 'application/offset+octet-stream',
    'content-length': bytes,
  }
  const done = await send(`${web.url}${opened.location}`, { method: 'PATCH', headers }, bytes)
  if (!done['atrium-file']) throw new Error('What was sent became no file.')
  return performance.now() - started
}

const Told = z.object({ port: z.number() })

async function startBare(folder: string) {
  const args = ['--import', 'tsx', 'bench/bare-upload.ts', folder]
  const child = startNode({ name: 'The bare server', args, env: process.env })
  const [told] = await once(child, 'message')
  const url = `http://127.0.0.1:${Told.parse(told).port}`
  return {
    async time(bytes: number): Promise<number> {
      const started = performance.now()
      await send(url, { method: 'PUT', headers: { 'content-length': bytes } }, bytes)
      return performance.now() - started
    },
    stop: () => endChild(child),
  }
}

const rootOf = (settings: Settings, { organizationId, code }: SignedIn): Promise<string> =>
  asAdministrator(settings, async (sql) => {
    const [root] = await sql<{ id: string }[]>`
      select n.id from nodes n join workspaces w on w.organization_id = n.organization_id and w.id = n.workspace_id
      where n.organization_id = ${organizationId} and w.code = ${code} and n.parent_id is null`
    if (!root) throw new Error('There is no folder to upload to.')
    return root.id
  })

/** The most that `read` gives while `run` runs, looked at often. */
async function highest(read: () => number, run: () => Promise<unknown>): Promise<number> {
  let most = read()
  const timer = setInterval(() => {
    most = Math.max(most, read())
  }, 250)
  await run().finally(() => clearInterval(timer))
  return Math.max(most, read())
}

/** An upload beside a bare server that writes to the same disk with the same hash, in turn; and what it takes of memory. */
export async function uploadRates(
  settings: Settings,
  web: Web,
  admin: SignedIn,
  { mebibytes, rounds }: { readonly mebibytes: number; readonly rounds: number },
): Promise<readonly Figure[]> {
  const bytes = mebibytes * MiB
  const folderId = await rootOf(settings, admin)
  const bare = await startBare(join(settings.dataFolder, 'bare'))
  try {
    await timeUpload(web, admin, folderId, Math.min(bytes, 64 * MiB))
    await bare.time(Math.min(bytes, 64 * MiB))
    const before = web.memory()
    const times: { upload: number; bare: number }[] = []
    const most = await highest(web.memory, async () => {
      for (let round = 0; round < rounds; round++)
        times.push({ upload: await timeUpload(web, admin, folderId, bytes), bare: await bare.time(bytes) })
    })
    const what = `an upload of ${mebibytes} MiB`
    return [
      {
        figure: `${what}, beside a bare server`,
        unit: 'ratio',
        target: { atLeast: 0.45 },
        ...spread(times.map((time) => time.bare / time.upload)),
      },
      { figure: what, unit: 'ms', ...spread(times.map(({ upload }) => upload)) },
      { figure: `${what}: memory of the web process`, unit: 'MB', target: { atMost: 100 }, ...single(most - before) },
    ]
  } finally {
    await bare.stop()
  }
}
