import { describe, expect, test } from 'vitest'
import {
  mayChangePermission,
  mayGivePermission,
  mayListPermissions,
  mayListReach,
  mayTakePermission,
  mayWarnOfPermissionEnd,
} from './folder-permissions'
import { levels, maskOf } from './levels'
import { each, everybody, simulation, system, type Who } from './testing/actors'
import type { Verdict } from './verdict'

const code = (verdict: Verdict) => (verdict.ok ? 'ok' : verdict.code)
const active = { state: 'active', isPartnerUser: false, isInsideRoot: null } as const
const partner = { ...active, isInsideRoot: true } as const
const admin = { mask: maskOf.admin, below: maskOf.admin }
const adminOfItAlone = { mask: maskOf.admin, below: 0 }
const recursive = { level: 'read', isRecursive: true } as const
const alone = { level: 'read', isRecursive: false } as const
const ofUser = { isHome: false, isPartner: false } as const

// Section 2: folder permissions are those of who has `admin` there.
describe('[FIL-2] permissions of a folder are seen, given, changed and taken with Admin on it, and with nothing less', () => {
  test.each(levels)('%s', (level) => {
    const folder = { mask: maskOf[level], below: maskOf[level] }
    const expected = level === 'admin' ? 'ok' : 'not-administrator'
    const row = { isRecursive: true, ...ofUser }
    expect(code(mayListPermissions(folder))).toBe(expected)
    expect(code(mayGivePermission(folder, active, recursive))).toBe(expected)
    expect(code(mayChangePermission(folder, row, recursive))).toBe(expected)
    expect(code(mayTakePermission(folder, row))).toBe(expected)
  })
})

describe('[FIL-2] who administers a folder alone decides nothing below it', () => {
  test('given', () => {
    expect(code(mayGivePermission(adminOfItAlone, active, alone))).toBe('ok')
    expect(code(mayGivePermission(adminOfItAlone, active, recursive))).toBe('not-below')
  })
  test('changed and taken', () => {
    const row = (isRecursive: boolean) => ({ isRecursive, ...ofUser })
    expect(code(mayTakePermission(adminOfItAlone, row(false)))).toBe('ok')
    expect(code(mayTakePermission(adminOfItAlone, row(true)))).toBe('not-below')
    expect(code(mayChangePermission(adminOfItAlone, row(false), alone))).toBe('ok')
    expect(code(mayChangePermission(adminOfItAlone, row(false), recursive))).toBe('not-below')
    expect(code(mayChangePermission(adminOfItAlone, row(true), alone))).toBe('not-below')
  })
})

test('nothing is given to who is locked', () => {
  expect(code(mayGivePermission(admin, { ...active, state: 'deactivated' }, recursive))).toBe('not-active')
  expect(code(mayGivePermission(admin, { ...active, state: 'ended' }, recursive))).toBe('ended')
})

test('[FIL-11] what somebody has in their own home folder is not taken from them', () => {
  const row = { isRecursive: true, isHome: true, isPartner: false } as const
  expect(code(mayTakePermission(admin, row))).toBe('home')
  expect(code(mayChangePermission(admin, row, recursive))).toBe('home')
})

test('[FIL-3] a partner user is given nothing themselves: they have what the partner has', () => {
  expect(code(mayGivePermission(admin, { ...active, isPartnerUser: true }, recursive))).toBe('partner-user')
})

describe('[PAR-3] a partner is given folders inside its root, and never Share, History or Admin', () => {
  test.each(levels)('%s', (level) => {
    const expected = ['list', 'read', 'write', 'full'].includes(level) ? 'ok' : 'not-for-partners'
    expect(code(mayGivePermission(admin, partner, { ...recursive, level }))).toBe(expected)
    const row = { isRecursive: true, isHome: false, isPartner: true }
    expect(code(mayChangePermission(admin, row, { ...recursive, level }))).toBe(expected)
    expect(code(mayTakePermission(admin, row))).toBe('ok')
  })
  test('nothing outside', () => {
    expect(code(mayGivePermission(admin, { ...partner, isInsideRoot: false }, recursive))).toBe('outside-root')
  })
})

describe('[FIL-4] what a user can reach is seen by themselves and their administrators', () => {
  const administrators: readonly string[] = [
    'Organization Admin in the Default Workspace',
    'Organization Admin in Simulation',
    'both admins in Simulation',
    'Workspace Admin of Simulation',
  ] satisfies readonly Who[]
  test.each(each)('%s', (who, actor) => {
    const expected = administrators.includes(who) ? 'ok' : 'not-administrator'
    expect(code(mayListReach(actor, { id: 'u-else', workspaceId: simulation.id }))).toBe(expected)
  })
  test('themselves', () => {
    const self = everybody['user of Simulation']
    expect(code(mayListReach(self, { id: self.user.id, workspaceId: simulation.id }))).toBe('ok')
  })
})

describe('[USR-2] of the end of a permission Atrium itself warns', () => {
  test.each(each)('%s', (_, actor) => {
    expect(code(mayWarnOfPermissionEnd(actor, { isDue: true }))).toBe(actor === system ? 'ok' : 'not-atrium')
  })
  test('not of one whose day is another now', () => {
    expect(code(mayWarnOfPermissionEnd(system, { isDue: false }))).toBe('not-due')
  })
})
