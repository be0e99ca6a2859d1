import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from './source'

/** The lock file names packages and their hashes, never the registry of the machine it was written on. */
export function checkPackages(root: string): readonly Finding[] {
  const read = (name: string) => (existsSync(join(root, name)) ? readFileSync(join(root, name), 'utf8') : '')
  const findings: Finding[] = []
  if (!/^omit-lockfile-registry-resolved\s*=\s*true\s*$/m.test(read('.npmrc')))
    findings.push({ path: '.npmrc', line: 1, says: 'Keep omit-lockfile-registry-resolved=true.' })
  read('package-lock.json')
    .split('\n')
    .forEach((line, index) => {
      if (/"resolved":\s*"https?:/.test(line))
        findings.push({ path: 'package-lock.json', line: index + 1, says: 'The lock file names a registry host.' })
    })
  return findings
}
