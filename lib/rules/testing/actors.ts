import type { Actor, AnonymousActor, OwnUser, SystemActor, UserActor, WorkspaceOfActor } from '../actor'

/** Workspaces that the actors of the table tests know. */
export const defaultWorkspace: WorkspaceOfActor = { id: 'w-default', code: '00-0000001', name: 'Home', isDefault: true }
export const simulation: WorkspaceOfActor = { id: 'w-sim', code: '00-0000002', name: 'Simulation', isDefault: false }
export const materials: WorkspaceOfActor = { id: 'w-mat', code: '00-0000003', name: 'Materials', isDefault: false }

const organization = { id: 'o', name: 'Example', slug: 'example', allowsLocalUsers: true, workspaces: 3 } as const

type Roles = Partial<Pick<OwnUser, 'partner' | 'isOrganizationAdmin' | 'isWorkspaceAdmin'>>

/** A person's user in a workspace, with the roles it carries. */
export const ownUser = (
  workspace: WorkspaceOfActor,
  { isOrganizationAdmin = false, isWorkspaceAdmin = false, partner = null }: Roles = {},
): OwnUser => ({ id: `u-${workspace.id}`, workspace, partner, isOrganizationAdmin, isWorkspaceAdmin })

/** A person who acts as the first of these users and has the others too. */
export const actingAsFirst = (user: OwnUser, ...others: readonly OwnUser[]): UserActor => ({
  kind: 'user',
  organization,
  person: { id: 'p-ada', name: 'Ada', email: 'ada@example.org', signInUserId: user.id },
  user: { id: user.id, workspace: user.workspace, partner: user.partner },
  users: [user, ...others],
  isOrganizationAdmin: user.isOrganizationAdmin,
  isWorkspaceAdmin: user.isWorkspaceAdmin,
  sessionId: null,
  openOperations: 0,
  unreadNotices: 0,
})

export const anonymous: AnonymousActor = {
  kind: 'anonymous',
  organization,
  isOrganizationAdmin: false,
  isWorkspaceAdmin: false,
}
export const system: SystemActor = { kind: 'system', organization, isOrganizationAdmin: false, isWorkspaceAdmin: false }

/** Everybody who can ask, by what they carry where. */
export const everybody = {
  'Organization Admin in the Default Workspace': actingAsFirst(
    ownUser(defaultWorkspace, { isOrganizationAdmin: true }),
  ),
  'Organization Admin in Simulation': actingAsFirst(ownUser(simulation, { isOrganizationAdmin: true })),
  'both admins in Simulation': actingAsFirst(
    ownUser(simulation, { isOrganizationAdmin: true, isWorkspaceAdmin: true }),
  ),
  'Workspace Admin of Simulation': actingAsFirst(ownUser(simulation, { isWorkspaceAdmin: true })),
  'Workspace Admin of Materials': actingAsFirst(ownUser(materials, { isWorkspaceAdmin: true })),
  'Workspace Admin of the Default Workspace': actingAsFirst(ownUser(defaultWorkspace, { isWorkspaceAdmin: true })),
  'user of Simulation': actingAsFirst(ownUser(simulation)),
  'user of the Default Workspace': actingAsFirst(ownUser(defaultWorkspace)),
  'user of Simulation whose other user is Organization Admin': actingAsFirst(
    ownUser(simulation),
    ownUser(defaultWorkspace, { isOrganizationAdmin: true, isWorkspaceAdmin: true }),
  ),
  'partner user of Simulation': actingAsFirst(
    ownUser(simulation, { partner: { id: 'r-acme', name: 'Acme', rootId: 'f-acme' } }),
  ),
  'somebody not signed in': anonymous,
  'Atrium itself': system,
} as const

export type Who = keyof typeof everybody

/** Everybody with their name, to be tried one by one. */
export const each: readonly (readonly [string, Actor])[] = Object.entries(everybody)
