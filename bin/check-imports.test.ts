import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBreaches } from './check-imports'
import type { Finding } from './checks/source'

// One line of each bad sample breaks a rule; the lines of the good ones look like it and do not.
const bad: Readonly<Record<string, string>> = {
  'lib/rules/files.ts': "import { settings } from '../settings'",
  'lib/rules/time.ts': "import type { Dayjs } from 'dayjs'",
  'lib/rules/late.ts': "export const late = () => import('@/lib/actor')",
  'db/schema/files.ts': "import { fileRule } from '@/lib/rules/files'",
  'lib/users/page.ts': "import { Table } from '@/components/ui/table'",
  'lib/users/route.ts': "export const url = import('../../app/page')",
  'components/users/row.tsx': "import { title } from '@/app/page'",
  'components/users/read.tsx': "import { users } from '@/db/schema/users'",
  'components/ui/chip.tsx': "import { UserName } from '../users/name'",
  'components/ui/price.tsx': "import { price } from '@/lib/billing/price'",
  'app/seed.ts': "export { login } from '@/e2e/login'\nexport const own = 1",
  'lib/free.ts': "import { freePort } from '../bin/free-port'",
  'lib/users/queries.ts': "import { users } from '@/db/schema/users'\nexport const drop = (x: any) => x.delete(users)",
  'lib/users/facts.ts': 'export const add = (tx: any, table: any) => tx.insert(table)',
  'lib/users/raw.ts': `export const all = (sql: any, t: string) => sql\`update \${t} as u set name = 1\``,
  'lib/users/unsafe.ts': "export const all = (sql: any) => sql.unsafe('DELETE FROM users')",
  'lib/users/actions.ts': "'use server'\nexport const open = async () => 1",
  'lib/users/function.ts': "'use server'\nexport async function open() {}",
  'lib/users/inline.ts': "export async function open() {\n  'use server'\n}",
  'lib/users/index.ts': "import './queries'\nexport { drop } from './queries'",
  'lib/users/star.ts': "export const one = 1\nexport * from './queries'",
  'lib/users/default.ts': 'export default function open() {}',
  'lib/users/named-default.ts': 'const open = 1\nexport { open as default }',
  'lib/users/long.ts': '// line\n'.repeat(301),
  'lib/users/assert.ts': "export const name = JSON.parse('1') as string",
  '.npmrc': 'fund=false',
  'package-lock.json': '{\n"resolved": "https://registry.example.org/a.tgz"\n}',
}

const good: Readonly<Record<string, string>> = {
  'lib/rules/users.ts': "import { allowed } from './verdict'\nexport const may = allowed",
  'lib/rules/verdict.ts': 'export const allowed = { ok: true } as const',
  'lib/rules/users.test.ts': "import { it } from 'vitest'\nimport fc from 'fast-check'\nimport { may } from './users'",
  'components/ui/button.tsx': "import { allowed } from '@/lib/rules/verdict'\nimport { Icon } from './icon'",
  'lib/users/changes.ts':
    "import { users } from '@/db/schema/users'\nexport const drop = (tx: any) => tx.delete(users)",
  'lib/users/changes.test.ts': 'export const drop = (sql: any) => sql`delete from users`',
  'lib/users/cache.ts': "export const drop = (m: Map<string, number>) => m.delete('x')",
  'lib/users/words.ts': "// import { x } from '@/app/page'\nexport const label = 'Delete from this folder'",
  'lib/users/own-actions.ts':
    "'use server'\nimport { action } from '@/lib/action'\nexport const open = action(1)\nexport const shut = openAction(1)\nexport type Open = 1",
  'lib/users/pass.ts': "import { may } from '@/lib/rules/users'\nexport const both = [may]",
  'app/page.tsx': 'export default function Page() {}',
  'bin/free-port.ts': "import { login } from '../e2e/login'",
  'next.config.ts': 'export default {}',
}

const write = (root: string, files: Readonly<Record<string, string>>) => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), `${text}\n`)
  }
  writeFileSync(
    join(root, 'tsconfig.json'),
    '{ "compilerOptions": { "noLib": true }, "include": ["**/*.ts", "**/*.tsx"] }',
  )
}

let root: string
let findings: readonly Finding[]
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'atrium-checks-'))
  write(root, { ...good, ...bad })
  findings = findBreaches(root)
})
afterAll(() => rmSync(root, { recursive: true }))

const of = (path: string) =>
  findings.filter((finding) => finding.path === path).map(({ line, says }) => `${line} ${says}`)

describe('the check of the code', () => {
  it.each([
    ['lib/rules/files.ts', '1 lib/rules imports nothing but itself, not lib/settings.'],
    ['lib/rules/time.ts', '1 lib/rules imports nothing but itself, not the package dayjs.'],
    ['lib/rules/late.ts', '1 lib/rules imports nothing but itself, not lib/actor.'],
    ['db/schema/files.ts', '1 db imports only db, not lib/rules/files.'],
    ['lib/users/page.ts', '1 lib knows neither components nor app, not components/ui/table.'],
    ['lib/users/route.ts', '1 lib knows neither components nor app, not app/page.'],
    ['components/users/row.tsx', '1 components know nothing of app, not app/page.'],
    ['components/users/read.tsx', '1 Only lib reads and writes the database: import from lib, not db/schema/users.'],
    ['components/ui/chip.tsx', /^1 components\/ui knows no noun: .* not components\/users\/name\.$/],
    ['components/ui/price.tsx', /^1 components\/ui knows no noun: .* not lib\/billing\/price\.$/],
    ['app/seed.ts', /^1 e2e\/login is for tests and the command line/],
    ['lib/free.ts', /^1 bin\/free-port is for tests and the command line/],
    ['lib/users/queries.ts', /^2 Writes belong in a change/],
    ['lib/users/facts.ts', /^1 Writes belong in a change/],
    ['lib/users/raw.ts', /^1 Writes belong in a change/],
    ['lib/users/unsafe.ts', /^1 Writes belong in a change/],
    ['lib/users/actions.ts', "2 A 'use server' file exports only what action() or openAction() makes."],
    ['lib/users/function.ts', "2 A 'use server' file exports only what action() or openAction() makes."],
    ['lib/users/inline.ts', /^1 A server action is made by action/],
    ['lib/users/index.ts', /^1 No barrels/],
    ['lib/users/star.ts', /^2 No barrels/],
    ['lib/users/default.ts', /^1 Default exports/],
    ['lib/users/named-default.ts', /^2 Default exports/],
    ['lib/users/long.ts', '301 301 lines; a file has at most 300.'],
    ['lib/users/assert.ts', '1 No `as` but `as const`.'],
    ['.npmrc', '1 Keep omit-lockfile-registry-resolved=true.'],
    ['package-lock.json', '2 The lock file names a registry host.'],
  ])('finds the fault of %s', (path, expected) => {
    expect(of(path)).toEqual([typeof expected === 'string' ? expected : expect.stringMatching(expected)])
  })

  it('has a sample for every fault above, and finds nothing else', () => {
    expect([...new Set(findings.map(({ path }) => path))].sort()).toEqual(Object.keys(bad).sort())
  })
})
