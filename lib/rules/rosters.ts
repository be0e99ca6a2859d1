import type { Actor } from './actor'
import { firstOf, refuseIf } from './verdict'

/** INV-7, INV-5: an Organization Admin, where people may have accounts of the organization's own. */
export const mayImportRoster = (actor: Actor) =>
  firstOf(
    refuseIf(!actor.isOrganizationAdmin, 'not-organization-admin', 'Only an Organization Admin can import a roster.'),
    refuseIf(
      !actor.organization.allowsLocalUsers,
      'provisioning-only',
      'This organization takes users only from its identity provider.',
    ),
  )

/** INV-7: once; what was not done then is imported again from the file. */
export const mayApplyRoster = (actor: Actor, roster: { readonly isApplied: boolean; readonly changes: number }) =>
  firstOf(
    mayImportRoster(actor),
    refuseIf(roster.isApplied, 'applied', 'This roster was applied already. Import the file again for what is left.'),
    refuseIf(roster.changes === 0, 'nothing-to-do', 'Nothing in this roster would change anything.'),
  )
