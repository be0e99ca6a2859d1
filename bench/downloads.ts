import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { endChild, startNode } from '../bin/processes'
import type { SignedIn } from './deployment'
import { type Figure, single } from './figures'
import type { Files } from './order'
import { spread } from './rounds'
import type { Web } from './web'

type Asked = {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

const Drained = z.object({
  status: z.literal(200),
  isWhole: z.literal(true),
  bytes: z.number(),
  firstByte: z.number(),
  ms: z.number(),
})

type Drained = z.output<typeof Drained>

/** Takes an answer to its end in a process of its own. Rejects unless it is a whole 200. */
async function drain(asked: Asked) {
  const args = ['--import', 'tsx', 'bench/drain.ts', JSON.stringify(asked)]
  const child = startNode({ name: 'The reader', args, env: process.env })
  try {
    const [message] = await once(child, 'message')
    return Drained.parse(message)
  } finally {
    await endChild(child)
  }
}

async function startBare(path: string) {
  const child = startNode({
    name: 'The bare server',
    args: ['--import', 'tsx', 'bench/bare-server.ts', path],
    env: process.env,
  })
  const [address] = await once(child, 'message')
  const { port } = z.object({ port: z.number() }).parse(address)
  return { url: `http://127.0.0.1:${port}/`, stop: () => endChild(child) }
}

/** Milliseconds in which `zip` stores the same files. */
function plainZip(folder: string): number {
  const started = performance.now()
  const { status, error } = spawnSync('zip', ['-0', '-r', '-q', '-', 'many'], {
    cwd: folder,
    stdio: ['ignore', openSync('/dev/null', 'w'), 'inherit'],
  })
  if (status !== 0) throw error ?? new Error('zip failed.')
  return performance.now() - started
}

/** A download of one large file against bare Node that hashes it too, a zip of many small ones against `zip`, and what they take of memory. */
export async function downloadFigures(
  web: Web,
  { cookie }: SignedIn,
  files: Files,
  folder: string,
  rounds: number,
): Promise<readonly Figure[]> {
  const bare = await startBare(join(folder, 'large.bin'))
  const headers = { cookie, origin: web.url }
  const whole: Asked = { url: `${web.url}/api/files/${files.fileId}/content`, method: 'GET', headers }
  const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' }
  const zip: Asked = { url: `${web.url}/api/files/zip`, method: 'POST', headers: form, body: `id=${files.folderId}` }
  const plain: Asked = { url: bare.url, method: 'GET', headers: {} }
  try {
    for (const asked of [whole, plain, zip]) await drain(asked)
    plainZip(folder)
    const seen: { ours: Drained; theirs: Drained; zipped: Drained; plain: number }[] = []
    for (let round = 0; round < rounds; round++)
      seen.push({
        ours: await drain(whole),
        theirs: await drain(plain),
        zipped: await drain(zip),
        plain: plainZip(folder),
      })
    const of = (value: (round: (typeof seen)[number]) => number) => spread(seen.map(value))
    const first = { unit: 'ms', target: { atMost: 200 } } as const
    return [
      {
        figure: 'download of 1 GiB, of what bare Node sends with its hash',
        unit: 'ratio',
        target: { atLeast: 0.55 },
        ...of(({ ours, theirs }) => theirs.ms / ours.ms),
      },
      { figure: 'download of 1 GiB, MB', unit: 'a second', ...of(({ ours }) => ours.bytes / ours.ms / 1_000) },
      { figure: 'download of 1 GiB, until the first byte', ...first, ...of(({ ours }) => ours.firstByte) },
      {
        figure: 'zip of 10,000 small files, to zip -0 -r',
        unit: 'ratio',
        target: { atMost: 5 },
        ...of((round) => round.zipped.ms / round.plain),
      },
      { figure: 'zip of 10,000 small files, until the first byte', ...first, ...of(({ zipped }) => zipped.firstByte) },
      { figure: 'web process after downloads', unit: 'MB', target: { atMost: 500 }, ...single(web.memory()) },
    ]
  } finally {
    await bare.stop()
  }
}
