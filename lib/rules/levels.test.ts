import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Ability, can, levels, levelWords, maskOf } from './levels'

const abilities: readonly Ability[] = ['list', 'read', 'write', 'share', 'history', 'change', 'administer']

describe('[FIL-2] what each level lets people do', () => {
  test.each([
    ['list', ['list']],
    ['read', ['list', 'read']],
    ['write', ['write']],
    ['share', ['list', 'read', 'share']],
    ['history', ['list', 'history']],
    ['full', ['list', 'read', 'write', 'change']],
    ['admin', abilities],
  ] as const)('%s', (level, may) => {
    expect(abilities.filter((ability) => can(maskOf[level], ability))).toEqual(may)
  })
})

describe('[FIL-2] a union of levels in words', () => {
  test.each([
    [[], ''],
    [['list'], 'List'],
    [['write'], 'Write'],
    [['read', 'write'], 'Read/Write'],
    [['list', 'write'], 'List, Write'],
    [['list', 'read'], 'Read'],
    [['share', 'read'], 'Share'],
    [['share', 'write'], 'Read/Write, Share'],
    [['share', 'history'], 'Share, History'],
    [['full', 'read', 'write'], 'Full'],
    [['full', 'history'], 'Full, History'],
    [['full', 'share', 'history'], 'Full, Share, History'],
    [['admin', 'list'], 'Admin'],
  ] as const)('%j: %s', (given, said) => {
    expect(levelWords(given.reduce((mask, level) => mask | maskOf[level], 0))).toBe(said)
  })

  test('[FIL-3] says all of it, and nothing that is not there', () => {
    const byName: Readonly<Record<string, number>> = {
      ...Object.fromEntries(levels.map((level) => [levelWords(maskOf[level]), maskOf[level]])),
      'Read/Write': maskOf.read | maskOf.write,
    }
    fc.assert(
      fc.property(fc.subarray([...levels]), (some) => {
        const mask = some.reduce((sum, level) => sum | maskOf[level], 0)
        const told = levelWords(mask).split(', ').filter(Boolean)
        expect(told.reduce((sum, name) => sum | (byName[name] ?? 0), 0)).toBe(mask)
      }),
    )
  })
})
