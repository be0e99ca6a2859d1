import { describe, expect, test } from 'vitest'
import { projectFolder } from './processes'
import { coverage, coverageTable, readCode, rulesClaimed, rulesNamed } from './rules-covered'

const claimed = rulesClaimed(
  new Map([
    ['lib/rules/workspaces.ts', '/** WSP-2 */'],
    ['lib/workspaces/changes.ts', '// WSP-2, WSP-10: in UTF-8, by SHA-256'],
    ['app/organization/page.tsx', '/** WSP-10 */'],
    ['app/api/workspaces/route.ts', '/** WSP-4 */'],
    ['lib/workspaces/changes.test.ts', '// WSP-5'],
  ]),
)

describe('which rules the tests cover is read from the tests that passed', () => {
  test('code is answerable at the level it stands at', () => {
    expect(Object.fromEntries([...claimed].map(([rule, levels]) => [rule, [...levels]]))).toEqual({
      'WSP-2': ['unit', 'server'],
      'WSP-10': ['server', 'browser'],
      'WSP-4': ['server'],
    })
  })
  test('a test counts once for each rule in its title or its groups', () => {
    const counts = rulesNamed(['[WSP-2] group [WSP-2, WSP-10] test', '[WSP-2] another', 'of WSP-4 without brackets'])
    expect([...counts]).toEqual([
      ['WSP-2', 2],
      ['WSP-10', 1],
    ])
  })
  test('what code follows and no passed test names is missing, by level', () => {
    const none = new Map<string, number>()
    const lines = coverage(claimed, {
      unit: none,
      server: rulesNamed(['[WSP-10] a', '[WSP-2] b', '[SEC-1] c']),
      browser: none,
    })
    expect(lines).toEqual([
      { rule: 'SEC-1', counts: [0, 1, 0], missing: [] },
      { rule: 'WSP-2', counts: [0, 1, 0], missing: ['unit'] },
      { rule: 'WSP-4', counts: [0, 0, 0], missing: ['server'] },
      { rule: 'WSP-10', counts: [0, 1, 0], missing: ['browser'] },
    ])
    expect(coverageTable(lines)).toContain('no test: browser')
  })
  test('the project’s own code is read, its tests are not', () => {
    const code = readCode(projectFolder)
    expect(code.has('lib/rules/workspaces.ts')).toBe(true)
    expect(code.has('proxy.ts')).toBe(true)
    expect([...code.keys()].filter((path) => /\.test\.|lib\/test\//.test(path))).toEqual([])
  })
})
