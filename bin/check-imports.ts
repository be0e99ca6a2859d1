import { pathToFileURL } from 'node:url'
import { checkLayers } from './checks/layers'
import { checkPackages } from './checks/packages'
import { checkActions, checkAssertions, checkBarrels, checkDefaults, checkLength } from './checks/shape'
import { type Finding, readSources } from './checks/source'
import { checkWrites } from './checks/writes'

const checks = [checkLayers, checkWrites, checkActions, checkBarrels, checkDefaults, checkLength, checkAssertions]

/** Everything in the project at `root` that breaks a rule of the code which types and formatting cannot see. */
export const findBreaches = (root: string): readonly Finding[] => [
  ...readSources(root).flatMap((source) => checks.flatMap((check) => check(source))),
  ...checkPackages(root),
]

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const findings = findBreaches(process.cwd())
  for (const { path, line, says } of findings) console.error(`${path}:${line}: ${says}`)
  process.exitCode = findings.length > 0 ? 1 : 0
}
