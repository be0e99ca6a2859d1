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

/** What `run` gives, and how many megabytes more than before the web process took meanwhile at the most. */
async function watchMemory<Value>(web: Web, run: () => Promise<Value>) {
  const before = web.memory()
  let most = before
  const look = () => {
    most = Math.max(most, web.memory())
  }
  const timer = setInterval(look, 100)
  try {
    const value = await run()
    look()
    return { value, more: most - before }
  } finally {
    clearInterval(timer)
  }
}

const first = { unit: 'ms', target: { atMost: 200 } } as const

/** A download of one large file against bare Node that hashes it too, a zip of many small ones against `zip`, one of ten times as many, and what that takes of memory. */
export async function downloadFigures(
  web: Web,
  { cookie }: SignedIn,
  files: Files,
  folder: string,
  { rounds, copies }: { readonly rounds: number; readonly copies: number },
): Promise<readonly Figure[]> {
  const bare = await startBare(join(folder, 'large.bin'))
  const headers = { cookie, origin: web.url }
  const whole: Asked = { url: `${web.url}/api/files/${files.fileId}/content`, method: 'GET', headers }
  const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' }
  const zipOf = (id: string): Asked => ({
    url: `${web.url}/api/files/zip`,
    method: 'POST',
    headers: form,
    body: `id=${id}`,
  })
  const [zip, large] = [zipOf(files.folderId), zipOf(files.copiesId)]
  const plain: Asked = { url: bare.url, method: 'GET', headers: {} }
  try {
    for (const asked of [whole, plain, zip]) await drain(asked)
    plainZip(folder)
    const seen: { ours: Drained; theirs: Drained; zipped: Drained; plain: number; large: Drained; more: number }[] = []
    for (let round = 0; round < rounds; round++) {
      const [ours, theirs, zipped] = [await drain(whole), await drain(plain), await drain(zip)]
      const { value, more } = await watchMemory(web, () => drain(large))
      seen.push({ ours, theirs, zipped, plain: plainZip(folder), large: value, more })
    }
    const of = (value: (round: (typeof seen)[number]) => number) => spread(seen.map(value))
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
      {
        figure: 'zip of 100,000 small files, to ten of 10,000',
        unit: 'ratio',
        target: { atMost: 1.2 },
        ...of(({ large, zipped }) => large.ms / (copies * zipped.ms)),
      },
      { figure: 'zip of 100,000 small files, until the first byte', ...first, ...of(({ large }) => large.firstByte) },
      {
        figure: 'zip of 100,000 small files, memory more than before',
        unit: 'MB',
        target: { atMost: 100 },
        ...of(({ more }) => more),
      },
      { figure: 'web process after downloads', unit: 'MB', target: { atMost: 500 }, ...single(web.memory()) },
    ]
  } finally {
    await bare.stop()
  }
}
