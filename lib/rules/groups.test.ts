import { describe, expect, test } from 'vitest'
import {
  mayAddToGroup,
  mayChangeGroupsOf,
  mayChangeMembers,
  mayCreateGroup,
  mayDeleteGroup,
  mayListGroups,
  mayRemoveFromGroup,
  mayRenameGroup,
  type NewMemberFacts,
} from './groups'
import { each, everybody, simulation, type Who } from './testing/actors'
import type { Verdict } from './verdict'

const administrators: readonly string[] = [
  'Organization Admin in the Default Workspace',
  'Organization Admin in Simulation',
  'both admins in Simulation',
  'Workspace Admin of Simulation',
] satisfies readonly Who[]

const manager = everybody['Workspace Admin of Simulation']
const group = { workspaceId: simulation.id }
const plain: NewMemberFacts = { workspaceId: simulation.id, state: 'active', isPartnerUser: false, isMember: false }
const code = (verdict: Verdict) => (verdict.ok ? 'ok' : verdict.code)

// Section 2: groups of a workspace are its administrators', and nobody else's.
describe('groups are made, renamed, deleted and filled by the administrators of their workspace', () => {
  test.each(each)('%s', (who, actor) => {
    const expected = administrators.includes(who) ? 'ok' : 'not-administrator'
    expect(code(mayListGroups(actor, simulation.id))).toBe(expected)
    expect(code(mayCreateGroup(actor, simulation.id))).toBe(expected)
    expect(code(mayRenameGroup(actor, group))).toBe(expected)
    expect(code(mayDeleteGroup(actor, group))).toBe(expected)
    expect(code(mayChangeMembers(actor, group))).toBe(expected)
    expect(code(mayAddToGroup(actor, group, plain))).toBe(expected)
    expect(code(mayRemoveFromGroup(actor, group, { isMember: true }))).toBe(expected)
    expect(code(mayChangeGroupsOf(actor, plain))).toBe(expected)
  })
})

describe('[GRP-1] members are active users of its workspace, each once', () => {
  test.each([
    [{ state: 'active', isMember: false }, 'ok'],
    [{ state: 'deactivated', isMember: false }, 'not-active'],
    [{ state: 'ended', isMember: false }, 'ended'],
    [{ state: 'active', isMember: true }, 'member'],
    // Whoever was ended while in it is told what stands in the way, not that they are in it.
    [{ state: 'ended', isMember: true }, 'ended'],
    // An Organization Admin sees users of other workspaces; what else is the matter with them does not count then.
    [{ workspaceId: 'another', state: 'active', isMember: false }, 'user-elsewhere'],
    [{ workspaceId: 'another', state: 'deactivated', isMember: false }, 'user-elsewhere'],
  ] as const)('%o: %s', (user, expected) => {
    expect(code(mayAddToGroup(manager, group, { ...plain, ...user }))).toBe(expected)
  })
})

test('[GRP-1] a partner user joins no group, from its page or from theirs', () => {
  expect(code(mayAddToGroup(manager, group, { ...plain, isPartnerUser: true }))).toBe('partner-user')
  expect(code(mayChangeGroupsOf(manager, { ...plain, isPartnerUser: true }))).toBe('partner-user')
})

test('only who is in a group is taken out of it', () => {
  expect(code(mayRemoveFromGroup(manager, group, { isMember: false }))).toBe('no-member')
})

describe('[USR-1] the groups of a user are changed by the administrators of the workspace', () => {
  test.each([
    ['active', 'ok'],
    // Their reach has ended; they can still be taken out.
    ['ended', 'ok'],
    ['deactivated', 'not-active'],
  ] as const)('%s: %s', (state, expected) => {
    expect(code(mayChangeGroupsOf(manager, { ...plain, state }))).toBe(expected)
  })
})
