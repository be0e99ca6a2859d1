import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { each, everybody, simulation, type Who } from './testing/actors'
import {
  mayCreateWorkspace,
  mayDeleteWorkspace,
  mayEditWorkspace,
  mayListWorkspaces,
  type WorkspaceFacts,
} from './workspaces'

const organizationAdmins: readonly string[] = [
  'Organization Admin in the Default Workspace',
  'Organization Admin in Simulation',
  'both admins in Simulation',
] satisfies readonly Who[]

const refused = (verb: string) => ({
  ok: false,
  code: 'not-organization-admin',
  reason: `Only an Organization Admin can ${verb} workspaces.`,
})

const verbs = [
  ['list all', mayListWorkspaces],
  ['create', mayCreateWorkspace],
  ['rename or describe', mayEditWorkspace],
] as const

for (const [verb, may] of verbs)
  describe(`[WSP-2] only an Organization Admin may ${verb} workspaces`, () => {
    test.each(each)('%s', (who, actor) => {
      expect(may(actor)).toEqual(organizationAdmins.includes(who) ? { ok: true } : refused(verb))
    })
  })

const plain: WorkspaceFacts = { id: 'w-other', isDefault: false, legalHolds: 0, otherOrganizationAdmins: 1 }
const admin = everybody['Organization Admin in Simulation']

describe('[WSP-2] only an Organization Admin may delete a workspace', () => {
  test.each(each)('%s', (who, actor) => {
    expect(mayDeleteWorkspace(actor, plain)).toEqual(
      organizationAdmins.includes(who) ? { ok: true } : refused('delete'),
    )
  })
})

test('[WSP-6] the Default Workspace cannot be deleted', () => {
  expect(mayDeleteWorkspace(admin, { ...plain, isDefault: true })).toEqual({
    ok: false,
    code: 'default-workspace',
    reason: 'The Default Workspace cannot be deleted.',
  })
})

test('[WSP-9] a workspace is not deleted while the person acts as a user of it', () => {
  expect(mayDeleteWorkspace(admin, { ...plain, id: simulation.id })).toEqual({
    ok: false,
    code: 'acting-user-in-it',
    reason: 'You act as a user of this workspace. Switch first to a user of another one.',
  })
})

test('[WSP-9] a workspace is not deleted while a legal hold is in it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1 }), (legalHolds) => {
      expect(mayDeleteWorkspace(admin, { ...plain, legalHolds })).toEqual({
        ok: false,
        code: 'legal-hold',
        reason: 'A legal hold is in this workspace. Lift it first, under Governance.',
      })
    }),
  )
})

test('[WSP-9] a workspace is not deleted while it has the last Organization Admin', () => {
  expect(mayDeleteWorkspace(admin, { ...plain, otherOrganizationAdmins: 0 })).toEqual({
    ok: false,
    code: 'last-organization-admin',
    reason: 'The last Organization Admin is a user of this workspace. Make a user elsewhere one first.',
  })
})

describe('every cell of deleting: the first reason in order is told, and without one it is permitted', () => {
  const both = [false, true] as const
  const cells = each.flatMap(([who, actor]) =>
    both.flatMap((isDefault) =>
      both.flatMap((isActing) =>
        both.flatMap((isHeld) => both.map((isLast) => ({ who, actor, isDefault, isActing, isHeld, isLast }))),
      ),
    ),
  )
  test(`all ${cells.length}`, () => {
    for (const { who, actor, isDefault, isActing, isHeld, isLast } of cells) {
      const acting = actor.kind === 'user' ? actor.user.workspace.id : 'w-none'
      const verdict = mayDeleteWorkspace(actor, {
        id: isActing ? acting : 'w-other',
        isDefault,
        legalHolds: isHeld ? 2 : 0,
        otherOrganizationAdmins: isLast ? 0 : 2,
      })
      const reasons = [
        !organizationAdmins.includes(who) && 'not-organization-admin',
        isDefault && 'default-workspace',
        isActing && actor.kind === 'user' && 'acting-user-in-it',
        isHeld && 'legal-hold',
        isLast && 'last-organization-admin',
      ]
      expect(verdict.ok ? 'permitted' : verdict.code).toBe(reasons.find(Boolean) || 'permitted')
    }
  })
})

test('a refusal always has a sentence for people', () => {
  for (const [, actor] of each)
    for (const verdict of [
      mayListWorkspaces(actor),
      mayCreateWorkspace(actor),
      mayEditWorkspace(actor),
      mayDeleteWorkspace(actor, { ...plain, isDefault: true }),
    ])
      if (!verdict.ok) expect(verdict.reason).toMatch(/^[A-Z].*\.$/)
})
