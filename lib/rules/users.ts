import type { Actor } from './actor'
import { firstOf, refuseIf } from './verdict'

/** INV-7: users are added without an invitation by an Organization Admin's roster, and by the operator. */
export const mayAddUsers = (actor: Actor) =>
  firstOf(
    refuseIf(
      !actor.isOrganizationAdmin && actor.kind !== 'system',
      'not-organization-admin',
      'Only an Organization Admin can add users without an invitation.',
    ),
  )
