import 'server-only'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FailPoint } from './fail-point-names'
import { settings } from './settings'

let passes = 0

/** The file that says a fail point was reached; while it is there the point does nothing more. */
export const failPointMarker = (dataFolder: string, text: string): string =>
  join(dataFolder, 'fail-points', text.replaceAll(':', '_'))

/**
 * Ends this process here with SIGKILL, once, when ATRIUM_FAIL_POINT names this place; else does nothing. Settings
 * refuse the variable in production, and a name that is none.
 */
export function failPoint(name: FailPoint): void {
  const { failPoint: armed, dataFolder } = settings()
  if (armed === undefined) return
  if (armed.name !== name || ++passes !== armed.pass) return
  const marker = failPointMarker(dataFolder, armed.text)
  if (existsSync(marker)) return
  mkdirSync(join(dataFolder, 'fail-points'), { recursive: true })
  writeFileSync(marker, `${process.pid}\n`)
  process.kill(process.pid, armed.signal)
}
