import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type EmbeddedOptions, startEmbedded } from './embedded-database'
import { freePort } from './free-port'
import { findPostmaster, isAlive, type Postmaster, stopPostmaster } from './postmaster'
import { startNode } from './processes'
import { temporaryFolder } from './test-database'

let dataFolder: string
const soon = { timeout: 15_000, interval: 100 }
const says: string[] = []
const say = (line: string) => void says.push(line)

const homeOf = () => {
  const marker = join(dataFolder, 'database-folder')
  return existsSync(marker) ? readFileSync(marker, 'utf8').trim() : join(dataFolder, 'postgres')
}
const postmaster = () => findPostmaster(join(homeOf(), 'cluster'))

beforeEach(() => {
  says.length = 0
  dataFolder = temporaryFolder()
})
afterEach(async () => {
  const left = existsSync(homeOf()) ? postmaster() : undefined
  if (left) await stopPostmaster(left.pid)
  for (const folder of [homeOf(), dataFolder]) rmSync(folder, { recursive: true, force: true })
})

const ask = async (url: string, question: string) => {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const [row] = await sql.unsafe(question).finally(() => sql.end())
  return row
}

/** Starts a database in a process of its own and kills that process. */
async function leaveBehind(options: EmbeddedOptions): Promise<Postmaster> {
  const module = JSON.stringify(join(import.meta.dirname, 'embedded-database.ts'))
  const script = `import(${module}).then((m) => m.startEmbedded(${JSON.stringify(options)})); setInterval(() => {}, 1000)`
  const child = startNode({ name: 'The sample', args: ['--import', 'tsx', '-e', script], env: process.env })
  await vi.waitFor(() => expect(existsSync(join(dataFolder, 'database-url'))).toBe(true), soon)
  const found = postmaster()
  child.kill('SIGKILL')
  if (!found) throw new Error('The sample did not start.')
  return found
}

describe('the embedded database', () => {
  it('keeps what is written over a stop, in UTF-8, with passwords for its owner alone', async () => {
    const first = await startEmbedded({ dataFolder, say })
    expect(await ask(first.url, "select current_setting('server_encoding') as is")).toEqual({ is: 'UTF8' })
    expect(statSync(join(dataFolder, 'database-password')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(dataFolder, 'database-url'), 'utf8').trim()).toBe(first.url)
    await ask(first.url, "create table kept as select 'é' as word")
    await first.stop()
    expect(isAlive(first.pid)).toBe(false)
    expect(existsSync(join(dataFolder, 'database-url'))).toBe(false)

    const second = await startEmbedded({ dataFolder, say })
    expect(await ask(second.url, 'select word from kept')).toEqual({ word: 'é' })
    await second.stop()
  })

  it('refuses a wrong password', async () => {
    const database = await startEmbedded({ dataFolder, say })
    const wrong = new URL(database.url)
    wrong.password = 'postgres'
    await expect(ask(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    await database.stop()
  })

  it('takes over a PostgreSQL left behind by a kill, and ends one that should listen elsewhere', async () => {
    const left = await leaveBehind({ dataFolder })
    const adopted = await startEmbedded({ dataFolder, say })
    expect([adopted.pid, Number(new URL(adopted.url).port)]).toEqual([left.pid, left.port])
    await adopted.stop()

    const { pid } = await leaveBehind({ dataFolder })
    const port = await freePort()
    const moved = await startEmbedded({ dataFolder, say, port })
    expect(isAlive(pid)).toBe(false)
    expect(new URL(moved.url).port).toBe(String(port))
    await moved.stop()
  })

  it('starts PostgreSQL again at the same address when it is killed', async () => {
    const database = await startEmbedded({ dataFolder, say })
    const { pid } = database
    process.kill(pid, 'SIGKILL')
    await vi.waitFor(() => expect(database.pid).not.toBe(pid), soon)
    expect(await ask(database.url, 'select 1 as is')).toEqual({ is: 1 })
    expect(says).toContain('PostgreSQL has ended; starting it again.')
    await database.stop()
  })

  it('leaves nothing of a throw-away database when its process is killed', async () => {
    const { pid } = await leaveBehind({ dataFolder, durable: false })
    const home = homeOf()
    await vi.waitFor(() => expect(isAlive(pid) || existsSync(home) || existsSync(dataFolder)).toBe(false), soon)
  })
})
