import fc from 'fast-check'
import { levels } from '../../rules/levels'

const index = fc.nat({ max: 1_000 })
const row = fc.record({
  folder: index,
  grantee: index,
  level: fc.constantFrom(...levels),
  isRecursive: fc.boolean(),
  isOver: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
})
const step = fc.oneof(
  fc.record({ what: fc.constant('move' as const), node: index, into: index }),
  fc.record({ what: fc.constant('trash' as const), node: index }),
  fc.record({ what: fc.constant('restore' as const), node: index }),
  fc.record({ what: fc.constant('take' as const), row: index }),
  fc.record({ what: fc.constant('give' as const), row }),
)
/** Folders, files, rows and users, each by a number that picks one of what is there; and what happens to them. */
export const world = fc.record({
  folders: fc.array(index, { minLength: 1, maxLength: 12 }),
  files: fc.array(index, { maxLength: 6 }),
  rows: fc.array(row, { maxLength: 10 }),
  members: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
  states: fc.array(fc.constantFrom('active', 'active', 'active', 'active', 'deactivated', 'past'), {
    minLength: 3,
    maxLength: 3,
  }),
  roles: fc.array(fc.constantFrom('', '', '', '', 'organization', 'workspace'), { minLength: 3, maxLength: 3 }),
  roots: fc.array(index, { maxLength: 2 }),
  partners: fc.array(fc.nat({ max: 3 }), { minLength: 3, maxLength: 3 }),
  steps: fc.array(step, { maxLength: 8 }),
})
export type World = typeof world extends fc.Arbitrary<infer T> ? T : never
