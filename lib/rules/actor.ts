/** A workspace as an actor knows it. `code` is the workspace ID people read. */
export type WorkspaceOfActor = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly isDefault: boolean
}

/** The partner that a partner user is of. `rootId`: its root folder, above which nothing exists for them. */
export type PartnerOfActor = { readonly id: string; readonly name: string; readonly rootId: string }

/** One of a person's users that is active in a workspace that stands. */
export type OwnUser = {
  readonly id: string
  readonly workspace: WorkspaceOfActor
  readonly partner: PartnerOfActor | null
  readonly isOrganizationAdmin: boolean
  readonly isWorkspaceAdmin: boolean
}

export type OrganizationOfActor = {
  readonly id: string
  readonly name: string
  readonly slug: string
  readonly allowsLocalUsers: boolean
  readonly workspaces: number
}

/** A person acting as one of their users. Judged by that user alone. */
export type UserActor = {
  readonly kind: 'user'
  readonly organization: OrganizationOfActor
  readonly person: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly signInUserId: string
  }
  readonly user: { readonly id: string; readonly workspace: WorkspaceOfActor; readonly partner: PartnerOfActor | null }
  readonly users: readonly OwnUser[]
  readonly isOrganizationAdmin: boolean
  readonly isWorkspaceAdmin: boolean
  /** The signed-in browser, null where there is none. */
  readonly sessionId: string | null
  /** Operations that have not ended and that this user may see, counted up to 100. */
  readonly openOperations: number
  /** What the person has been told and not looked at yet, whichever user acts, counted up to 100. */
  readonly unreadNotices: number
}

/** Somebody not signed in, with a link, a code or a password to show. */
export type AnonymousActor = {
  readonly kind: 'anonymous'
  readonly organization: OrganizationOfActor
  readonly isOrganizationAdmin: false
  readonly isWorkspaceAdmin: false
}

/** Atrium itself, carrying out what has been decided. */
export type SystemActor = {
  readonly kind: 'system'
  readonly organization: OrganizationOfActor
  readonly isOrganizationAdmin: false
  readonly isWorkspaceAdmin: false
}

/** Everyone who can write. */
export type Actor = UserActor | AnonymousActor | SystemActor

/** The partner that the acting user is of; null for everybody else. */
export const partnerOf = (actor: Actor): PartnerOfActor | null => (actor.kind === 'user' ? actor.user.partner : null)

/** Who acts, as lists and records call them: who is no user is Atrium. */
export const nameOf = (actor: Actor): string => (actor.kind === 'user' ? actor.person.name : 'Atrium')

/** Whether the actor acts as a user of the workspace. */
export const isActingIn = (actor: Actor, workspaceId: string): boolean =>
  actor.kind === 'user' && actor.user.workspace.id === workspaceId

/** Whether the actor administers the workspace: as Organization Admin, or as Workspace Admin of it. */
export const administers = (actor: Actor, workspaceId: string): boolean =>
  actor.isOrganizationAdmin || (actor.isWorkspaceAdmin && isActingIn(actor, workspaceId))
