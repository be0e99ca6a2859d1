import { once } from 'node:events'
import { z } from 'zod'
import { endChild, startNode } from '../bin/processes'
import { databaseUrls, type Settings } from '../lib/settings'
import { Files, type FilesOrder, Grouped, Imports, type Order, Trees, type TreesOrder } from './order'

/** Has a process of its own do something in a deployment's database, and gives its answer. */
async function send<Schema extends z.ZodType>(settings: Settings, order: Order, answer: Schema) {
  const args = ['--import', 'tsx', '--conditions=react-server', 'bench/errand.ts', JSON.stringify(order)]
  const env = { ...process.env, DATABASE_URL: databaseUrls(settings).admin, LOG_LEVEL: 'warn' }
  const child = startNode({ name: 'An errand', args, env, output: 2 })
  const gone = once(child, 'exit').then(() => {
    throw new Error(`The errand “${order.task}” came to nothing; the lines above say why.`)
  })
  try {
    const [message] = await Promise.race([once(child, 'message'), gone])
    gone.catch(() => {})
    return answer.parse(message)
  } finally {
    await endChild(child)
  }
}

/** Adds the users that the measured search finds, as many in each organization. */
export async function arrangeSought(settings: Settings, slug: string): Promise<void> {
  await send(settings, { task: 'sought', slug }, z.null())
}

/** Adds a person in 200 groups and one in none, by a roster. */
export const arrangeGroups = (settings: Settings, slug: string) => send(settings, { task: 'groups', slug }, Grouped)

/** Imports a roster so many times; `file` null is one made with the structure of a real community's. */
export const timeImports = (settings: Settings, file: string | null, rounds: number) =>
  send(settings, { task: 'imports', file, rounds }, Imports)

/** Makes a large file and a folder of small ones, in the store and as plain files. */
export const arrangeFiles = (settings: Settings, order: Omit<FilesOrder, 'task'>) =>
  send(settings, { task: 'files', ...order }, Files)

/** Makes a large tree and a small one, and measures in both. */
export const timeTrees = (settings: Settings, order: Omit<TreesOrder, 'task'>) =>
  send(settings, { task: 'trees', ...order }, Trees)
