import { describe, expect, test } from 'vitest'
import {
  mayCopy,
  mayCopyInto,
  mayHavePath,
  mayList,
  mayListVersions,
  mayMakeFolder,
  mayMove,
  mayMoveInto,
  mayRead,
  mayRename,
  mayReplace,
  mayReportDamage,
  mayRestore,
  mayTrash,
  mayUpload,
  mayZip,
  type NodeFacts,
} from './files'
import { type Level, levels, maskOf } from './levels'
import { each } from './testing/actors'
import type { Verdict } from './verdict'

const code = (verdict: Verdict) => (verdict.ok ? 'ok' : verdict.code)
const may = (verdict: Verdict) => verdict.ok

/** A folder, or a file, in which the actor has a level, and in all below and above. */
const withLevel = (level: Level | null, over: Partial<NodeFacts> = {}): NodeFacts => {
  const mask = level === null ? 0 : maskOf[level]
  return { kind: 'folder', place: null, mask, below: mask, above: mask, ...over }
}
const file = (level: Level) => withLevel(level, { kind: 'file' })
const here = { isWithin: false, isElsewhere: false, isThere: false } as const

describe('[FIL-2] what a level is for', () => {
  const needs: readonly (readonly [name: string, rule: (node: NodeFacts) => Verdict, levels: readonly Level[]])[] = [
    ['listing', mayList, ['list', 'read', 'share', 'history', 'full', 'admin']],
    ['preview and download', mayRead, ['read', 'share', 'full', 'admin']],
    ['uploading', mayUpload, ['write', 'full', 'admin']],
    ['making a folder', mayMakeFolder, ['write', 'full', 'admin']],
    ['renaming', mayRename, ['full', 'admin']],
    ['deleting', mayTrash, ['full', 'admin']],
  ]
  test.each(needs)('%s', (_, rule, able) => {
    expect(levels.filter((level) => may(rule(withLevel(level))))).toEqual(able)
    expect(levels.filter((level) => may(rule(file(level))))).toEqual(able)
    expect(may(rule(withLevel(null)))).toBe(false)
  })
})

test('[FIL-6] a file is replaced with Full, and with nothing less', () => {
  expect(levels.filter((level) => may(mayReplace(file(level))))).toEqual(['full', 'admin'])
})

test('[FIL-9] older versions are seen with Read and with History', () => {
  const seen = levels.filter((level) => may(mayListVersions(file(level))))
  expect(seen).toEqual(['read', 'share', 'history', 'full', 'admin'])
})

test.each(each)('what nobody has opened is reported by Atrium itself alone, not by %s', (_, actor) => {
  expect(code(mayReportDamage(actor))).toBe(actor.kind === 'system' ? 'ok' : 'not-atrium')
})

describe('[FIL-7] one zip of a selection', () => {
  test.each([
    ['files of which one may be read', [file('list'), file('read')], 'ok'],
    ['files of which none may be read', [file('list'), file('history')], 'cannot-read'],
    ['a folder: what lies below shows on the way', [withLevel('list')], 'ok'],
    ['a file that may not be read, and a folder', [file('list'), withLevel(null)], 'ok'],
  ] as const)('of %s', (_, nodes, expected) => {
    expect(code(mayZip(nodes))).toBe(expected)
  })
})

test('[CPM-4] moving takes Full where something is, and Write where it goes', () => {
  for (const node of [withLevel, file])
    expect(levels.filter((level) => may(mayMove(node(level))))).toEqual(['full', 'admin'])
  expect(levels.filter((level) => may(mayMoveInto(withLevel(level), here)))).toEqual(['write', 'full', 'admin'])
})

test('[CPM-4] copying takes Read where something is, and Write where it goes', () => {
  for (const node of [withLevel, file])
    expect(levels.filter((level) => may(mayCopy(node(level))))).toEqual(['read', 'share', 'full', 'admin'])
  expect(levels.filter((level) => may(mayCopyInto(withLevel(level), here)))).toEqual(['write', 'full', 'admin'])
})

test('[CPM-7] a copy of a folder goes neither into it, nor into another workspace, and may lie beside it', () => {
  const folder = withLevel('admin')
  expect(code(mayCopyInto(folder, { isWithin: true, isElsewhere: false }))).toBe('into-itself')
  expect(code(mayCopyInto(folder, { isWithin: false, isElsewhere: true }))).toBe('other-workspace')
  expect(code(mayCopyInto(folder, { isWithin: false, isElsewhere: false }))).toBe('ok')
  expect(code(mayCopyInto(withLevel('admin', { place: 'homes' }), here))).toBe('homes')
})

describe('[FIL-2] a folder is renamed, moved and deleted with Full where it lies and in all of it', () => {
  test.each([
    ['in the folder above alone', { mask: 0, below: 0, above: maskOf.full }],
    ['in it alone', { mask: maskOf.full, below: maskOf.full, above: 0 }],
    ['in it but not below it', { mask: maskOf.full, below: 0, above: maskOf.full }],
  ])('not with Full %s', (_, masks) => {
    const folder = withLevel(null, masks)
    for (const rule of [mayRename, mayMove, mayTrash]) expect(code(rule(folder))).toBe('cannot-change')
  })
})

describe('[FIL-11] what stays where it is', () => {
  test.each(['root', 'homes', 'home'] as const)('%s', (place) => {
    const folder = withLevel('admin', { place })
    for (const rule of [mayRename, mayMove, mayTrash]) expect(code(rule(folder))).toBe(place)
  })
  test('nothing is put among the home folders, but into one', () => {
    for (const rule of [mayUpload, mayMakeFolder]) {
      expect(code(rule(withLevel('admin', { place: 'homes' })))).toBe('homes')
      expect(code(rule(withLevel('full', { place: 'home' })))).toBe('ok')
      expect(code(rule(withLevel('admin', { place: 'root' })))).toBe('ok')
    }
    expect(code(mayMoveInto(withLevel('admin', { place: 'homes' }), here))).toBe('homes')
  })
})

test('[PAR-1] a partner’s root, and a folder it lies in, is not moved and not deleted, but renamed', () => {
  const folder = withLevel('admin', { place: 'partner' })
  for (const rule of [mayMove, mayTrash]) expect(code(rule(folder))).toBe('partner-root')
  for (const rule of [mayRename, mayUpload, mayMakeFolder]) expect(code(rule(folder))).toBe('ok')
})

test('[CPM-7] a folder goes neither into itself, nor into another workspace, nor where it is', () => {
  const folder = withLevel('admin')
  expect(code(mayMoveInto(folder, { ...here, isWithin: true }))).toBe('into-itself')
  expect(code(mayMoveInto(folder, { ...here, isElsewhere: true }))).toBe('other-workspace')
  expect(code(mayMoveInto(folder, { ...here, isThere: true }))).toBe('there-already')
})

describe('[FIL-8] restoring takes Full in the folder it was in, and that folder', () => {
  test.each(levels)('%s', (level) => {
    const able = level === 'full' || level === 'admin'
    expect(code(mayRestore({ above: maskOf[level], isParentStanding: true }))).toBe(able ? 'ok' : 'cannot-change')
  })
  test('while that is in the trash it says so', () => {
    expect(code(mayRestore({ above: maskOf.full, isParentStanding: false }))).toBe('parent-trashed')
  })
})

test('[FIL-1] paths end at 4,096 bytes', () => {
  expect(code(mayHavePath(4_096))).toBe('ok')
  expect(code(mayHavePath(4_097))).toBe('path-too-long')
})
