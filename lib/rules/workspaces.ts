import type { Actor } from './actor'
import { isActingIn } from './actor'
import { firstOf, refuseIf } from './verdict'

/** What the rules ask of a workspace. `otherOrganizationAdmins` counts active ones outside it. */
export type WorkspaceFacts = {
  readonly id: string
  readonly isDefault: boolean
  readonly legalHolds: number
  readonly otherOrganizationAdmins: number
}

const notOrganizationAdmin = (actor: Actor, verb: string) =>
  refuseIf(!actor.isOrganizationAdmin, 'not-organization-admin', `Only an Organization Admin can ${verb} workspaces.`)

/** WSP-2 */
export const mayListWorkspaces = (actor: Actor) => firstOf(notOrganizationAdmin(actor, 'list all'))

/** WSP-2 */
export const mayCreateWorkspace = (actor: Actor) => firstOf(notOrganizationAdmin(actor, 'create'))

/** WSP-2, WSP-6: the Default Workspace is renamed and described like any other. */
export const mayEditWorkspace = (actor: Actor) => firstOf(notOrganizationAdmin(actor, 'rename or describe'))

/** WSP-2, WSP-6, WSP-9 */
export const mayDeleteWorkspace = (actor: Actor, workspace: WorkspaceFacts) =>
  firstOf(
    notOrganizationAdmin(actor, 'delete'),
    refuseIf(workspace.isDefault, 'default-workspace', 'The Default Workspace cannot be deleted.'),
    refuseIf(
      isActingIn(actor, workspace.id),
      'acting-user-in-it',
      'You act as a user of this workspace. Switch first to a user of another one.',
    ),
    refuseIf(
      workspace.legalHolds > 0,
      'legal-hold',
      'A legal hold is in this workspace. Lift it first, under Governance.',
    ),
    refuseIf(
      workspace.otherOrganizationAdmins === 0,
      'last-organization-admin',
      'The last Organization Admin is a user of this workspace. Make a user elsewhere one first.',
    ),
  )
