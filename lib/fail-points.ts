import 'server-only'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SettingsError, settings } from './settings'

/** The places at which a test has a process die, in the order in which a deletion passes them. A closed list. */
export const failPoints = [
  'workspace.delete:before-write',
  'workspace.delete:after-write',
  'operation.start:before-write',
  'operation.start:after-write',
  'change:before-commit',
  'change:after-commit',
  'operation.claim:before-write',
  'operation.claim:after-write',
  'operation.claim:after-commit',
  'operation.step:before-write',
  'workspace.purge:before-users',
  'workspace.purge:after-users',
  'workspace.purge:before-legal-holds',
  'workspace.purge:after-legal-holds',
  'workspace.purge:before-workspace',
  'workspace.purge:after-workspace',
  'operation.step:after-write',
  'operation.step:after-commit',
  'operation.end:before-write',
  'operation.end:after-write',
  'operation.end:after-commit',
] as const
export type FailPoint = (typeof failPoints)[number]

type Armed = { readonly name: FailPoint; readonly pass: number; readonly signal: 'SIGKILL' | 'SIGSTOP' }

/** `name`, `name:2` for its second pass, either with `:stop` to be stopped instead of killed. */
function parse(text: string): Armed {
  const { point, pass, stop } = /^(?<point>.+?)(:(?<pass>\d+))?(?<stop>:stop)?$/.exec(text)?.groups ?? {}
  const name = failPoints.find((known) => known === point)
  if (!name) throw new SettingsError(`ATRIUM_FAIL_POINT must be one of: ${failPoints.join(', ')}.`)
  return { name, pass: Number(pass ?? 1), signal: stop ? 'SIGSTOP' : 'SIGKILL' }
}

let armed: Armed | undefined
let passes = 0

/** The file that says a fail point was reached; while it is there the point does nothing more. */
export const failPointMarker = (dataFolder: string, text: string): string =>
  join(dataFolder, 'fail-points', text.replaceAll(':', '_'))

/**
 * Ends this process here with SIGKILL, once, when ATRIUM_FAIL_POINT names this place; else does nothing. Settings
 * refuse the variable in production. Throws a `SettingsError` when it names no place.
 */
export function failPoint(name: FailPoint): void {
  const { failPoint: text, dataFolder } = settings()
  if (text === undefined) return
  armed ??= parse(text)
  if (armed.name !== name || ++passes !== armed.pass) return
  const marker = failPointMarker(dataFolder, text)
  if (existsSync(marker)) return
  mkdirSync(join(dataFolder, 'fail-points'), { recursive: true })
  writeFileSync(marker, `${process.pid}\n`)
  process.kill(process.pid, armed.signal)
}
