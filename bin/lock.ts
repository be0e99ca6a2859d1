import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { isAlive } from './postmaster'

// A process id is used again; together with the moment its process began it is not.
function identity(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold anything; the start time is the 20th field behind it.
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`
  } catch {
    return String(pid)
  }
}

function holder(path: string): number | undefined {
  try {
    const text = readFileSync(path, 'utf8').trim()
    const pid = Number.parseInt(text, 10)
    return pid > 0 && isAlive(pid) && identity(pid) === text ? pid : undefined
  } catch {
    return undefined
  }
}

/** Locks a path for this process, until it ends in whatever way. Gives the way to let go, or who holds it. */
export function takeLock(path: string): { readonly release: () => void } | { readonly heldBy: number } {
  mkdirSync(dirname(path), { recursive: true })
  for (;;) {
    try {
      writeFileSync(path, `${identity(process.pid)}\n`, { flag: 'wx' })
      return { release: () => rmSync(path, { force: true }) }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const heldBy = holder(path)
    if (heldBy !== undefined) return { heldBy }
    rmSync(path, { force: true })
  }
}
