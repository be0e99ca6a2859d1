import { type Actor, administers } from './actor'
import { firstOf, refuseIf } from './verdict'

/** Section 2: an Organization Admin reads everything, a Workspace Admin what concerns their workspace (null: all). */
export const mayReadAudit = (actor: Actor, workspaceId: string | null) =>
  firstOf(
    refuseIf(
      workspaceId === null ? !actor.isOrganizationAdmin : !administers(actor, workspaceId),
      'not-administrator',
      workspaceId === null
        ? 'Only an Organization Admin reads the audit log of the organization.'
        : 'Only administrators of this workspace read its audit log.',
    ),
  )
