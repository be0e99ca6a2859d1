import { type Actor, administers } from './actor'
import { firstOf, refuseIf } from './verdict'

/** POR-2 */
export const mayOpenOrganizationPortal = (actor: Actor) =>
  firstOf(
    refuseIf(
      !actor.isOrganizationAdmin,
      'not-organization-admin',
      'Only an Organization Admin can open the organization portal.',
    ),
  )

/** POR-2 */
export const mayOpenWorkspacePortal = (actor: Actor, workspaceId: string) =>
  firstOf(refuseIf(!administers(actor, workspaceId), 'not-workspace-admin', 'You do not administer this workspace.'))
