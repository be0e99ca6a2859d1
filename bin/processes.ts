import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** The folder of package.json; children run there. */
export const projectFolder = join(import.meta.dirname, '..')

export type Command = {
  /** As the administrator reads it, like “The worker”. */
  readonly name: string
  /** Arguments to `node`. */
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** File descriptor its output goes to instead of ours. */
  readonly output?: number
}

export type Supervised = {
  /** Undefined between an end and the next start. */
  readonly pid: number | undefined
  /** Asks it to end, forces it after 15 s, and resolves when it has ended. */
  stop(): Promise<void>
}

/**
 * Starts `node` as a child that leaves when this process dies in whatever way. It has a process group of its own, so
 * that Ctrl-C reaches this process only; its output passes through.
 */
export function startNode({ args, env, output = 1 }: Command): ChildProcess {
  const leave = join(projectFolder, 'bin/leave-with-parent.mjs')
  return spawn(process.execPath, ['--import', leave, ...args], {
    cwd: projectFolder,
    env: { ...env, ATRIUM_LAUNCHER: String(process.pid) },
    detached: true,
    stdio: ['ignore', output, output === 1 ? 2 : output, 'ipc'],
  })
}

/** Ends a child: politely, and by force with all it started after `patience` milliseconds. */
export async function endChild(
  child: ChildProcess,
  patience = 15_000,
  signal: 'SIGTERM' | 'SIGINT' = 'SIGTERM',
): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  const timer = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGKILL'), patience)
  await gone
  clearTimeout(timer)
}

/** Keeps a process running: started again when it ends, after a pause that doubles up to 30 s while it keeps ending. */
export function supervise(command: Command, say: (line: string) => void): Supervised {
  const stopped = new AbortController()
  let child: ChildProcess | undefined

  const run = async () => {
    for (let pause = 500; !stopped.signal.aborted; pause = Math.min(pause * 2, 30_000)) {
      const started = Date.now()
      child = startNode(command)
      const how = await once(child, 'exit').then(
        ([code, signal]) => (signal === null ? `with code ${code}` : `by ${signal}`),
        (error: unknown) => `before it began: ${error}`,
      )
      child = undefined
      if (stopped.signal.aborted) return
      if (Date.now() - started > 60_000) pause = 500
      say(`${command.name} ended ${how}; it starts again in ${pause / 1000} s.`)
      await wait(pause, undefined, { signal: stopped.signal }).catch(() => {})
    }
  }
  const running = run()

  return {
    get pid() {
      return child?.pid
    },
    async stop() {
      stopped.abort()
      if (child) await endChild(child)
      await running
    },
  }
}
