import { describe, expect, test } from 'vitest'
import {
  mayAddToGroup,
  mayChangeMembers,
  mayCreateGroup,
  mayDeleteGroup,
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
const plain: NewMemberFacts = { workspaceId: simulation.id, state: 'active', isMember: false }
const code = (verdict: Verdict) => (verdict.ok ? 'ok' : verdict.code)

// Section 2: groups of a workspace are its administrators', and nobody else's.
describe('groups are made, renamed, deleted and filled by the administrators of their workspace', () => {
  test.each(each)('%s', (who, actor) => {
    const expected = administrators.includes(who) ? 'ok' : 'not-administrator'
    expect(code(mayCreateGroup(actor, simulation.id))).toBe(expected)
    expect(code(mayRenameGroup(actor, simulation.id))).toBe(expected)
    expect(code(mayDeleteGroup(actor, simulation.id))).toBe(expected)
    expect(code(mayChangeMembers(actor, simulation.id))).toBe(expected)
    expect(code(mayAddToGroup(actor, plain))).toBe(expected)
  })
})

describe('[GRP-1] members are active users, each once', () => {
  test.each([
    [{ state: 'active', isMember: false }, 'ok'],
    [{ state: 'deactivated', isMember: false }, 'not-active'],
    [{ state: 'ended', isMember: false }, 'ended'],
    [{ state: 'active', isMember: true }, 'member'],
    // Whoever was ended while in it is told what stands in the way, not that they are in it.
    [{ state: 'ended', isMember: true }, 'ended'],
  ] as const)('%o: %s', (user, expected) => {
    expect(code(mayAddToGroup(manager, { ...plain, ...user }))).toBe(expected)
  })
})
