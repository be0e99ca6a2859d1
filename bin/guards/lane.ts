import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Answer, type Ask } from './lane-message'

/** A copy of the project with a Vitest and a PostgreSQL of its own. */
export type Lane = {
  /** Undefined when there was no answer in `patience` milliseconds; the lane is then started afresh. */
  ask(what: Ask, patience: number): Promise<Answer | undefined>
  end(): Promise<void>
}

const starting = 120_000

function listen(child: ChildProcess, patience: number): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const done = (answer: Answer | undefined) => {
      clearTimeout(timer)
      child.off('message', hear)
      child.off('exit', die)
      resolve(answer)
    }
    const hear = (message: unknown) => done(Answer.parse(message))
    const die = () => done(undefined)
    const timer = setTimeout(die, patience)
    child.on('message', hear)
    child.on('exit', die)
  })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const { pid } = child
  const timer = setTimeout(() => process.kill(-pid, 'SIGKILL'), 10_000)
  await gone
  clearTimeout(timer)
}

async function start(folder: string): Promise<ChildProcess> {
  const args = ['--import', 'tsx', '--conditions=react-server', join(folder, 'bin/guards/lane-process.ts')]
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'test', VITEST: undefined },
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-4_000)
  })
  if (await listen(child, starting)) return child
  await stop(child)
  throw new Error(`The tests could not be started: ${said}`)
}

/** Starts a lane in a copy of the project. */
export async function startLane(folder: string): Promise<Lane> {
  let child = await start(folder)
  return {
    async ask(what, patience) {
      child.send(what)
      const answer = await listen(child, patience)
      if (answer) return answer
      await stop(child)
      child = await start(folder)
      return undefined
    },
    end: () => stop(child),
  }
}
