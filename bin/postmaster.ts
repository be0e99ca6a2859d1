import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A running PostgreSQL, as its own `postmaster.pid` tells. */
export type Postmaster = { readonly pid: number; readonly port: number }

/** Is there a process with this id? One of another user counts too. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

// In a container without an init a killed orphan is never reaped, and signal 0 still finds it.
function isZombie(pid: number): boolean {
  try {
    return /^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** The process ids of a number are used again after a restart: only PostgreSQL at work in this very folder counts. */
function worksIn(pid: number, cluster: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
  } catch {
    if (process.platform === 'linux') return false
    const shown = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return shown.status === 0 && shown.stdout.includes('postgres') && shown.stdout.includes(cluster)
  }
}

/** The PostgreSQL that runs in `cluster`, if one does. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const path = join(cluster, 'postmaster.pid')
  if (!existsSync(path)) return undefined
  const [pid, , , port] = readFileSync(path, 'utf8').split('\n').map(Number)
  return pid && port && isAlive(pid) && worksIn(pid, cluster) ? { pid, port } : undefined
}

/** Resolves to whether the process ended within `milliseconds`. */
export async function ended(pid: number, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await wait(25)) if (!isAlive(pid)) return true
  return !isAlive(pid)
}

/** Ends a PostgreSQL: fast shutdown, after 20 s at once, after 5 more by force. */
export async function stopPostmaster(pid: number): Promise<void> {
  const steps = [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const
  for (const [signal, patience] of steps) {
    if (!isAlive(pid)) return
    process.kill(pid, signal)
    if (await ended(pid, patience)) return
  }
  throw new Error(`PostgreSQL (process ${pid}) does not end.`)
}

function somebodyWorksIn(cluster: string): boolean {
  return readdirSync('/proc').some(
    (name) => /^\d+$/.test(name) && isAlive(Number(name)) && worksIn(Number(name), cluster),
  )
}

/**
 * Removes the `postmaster.pid` of a PostgreSQL that is gone. PostgreSQL does so itself, unless its old process id
 * belongs to something else by now (usual after a container restarts) or was never reaped: then it would not start.
 * Call it when `findPostmaster` finds nothing. Leaves the file while any process still works in the folder.
 */
export async function clearDeadLock(cluster: string): Promise<void> {
  const path = join(cluster, 'postmaster.pid')
  if (process.platform !== 'linux' || !existsSync(path)) return
  for (const end = Date.now() + 10_000; Date.now() < end; await wait(50))
    if (!somebodyWorksIn(cluster)) return rmSync(path, { force: true })
}
