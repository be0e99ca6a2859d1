import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Opening } from './stores'
import { type Task, Told } from './told'

/** A process that works on a store. */
export type Victim = {
  /** Resolves once it has told something of which this is so. */
  told(isSo: (message: Told) => boolean): Promise<void>
  /** All that it has told. */
  readonly messages: readonly Told[]
  /** Ends it with SIGKILL and resolves when it is gone. */
  kill(): Promise<void>
  /** Resolves to what it told last. */
  readonly ended: Promise<Told | undefined>
}

const script = join(import.meta.dirname, 'victim.ts')

/** Starts one; `shell` may set limits first, and must end in `exec "$@"`. */
export function startVictim(how: Opening, task: Task, shell = 'exec "$@"'): Victim {
  const node = [process.execPath, '--import', 'tsx', '--conditions=react-server', script]
  const args = ['-c', shell, 'sh', ...node, JSON.stringify(how), JSON.stringify(task)]
  const child: ChildProcess = spawn('/bin/sh', args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const messages: Told[] = []
  child.on('message', (message) => messages.push(Told.parse(message)))
  const gone = once(child, 'exit')
  const told: Victim['told'] = async (isSo) => {
    while (!messages.some(isSo))
      await Promise.race([once(child, 'message'), gone.then(() => Promise.reject(new Error('It is gone.')))])
  }
  return {
    told,
    messages,
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
    ended: gone.then(() => messages.at(-1)),
  }
}
