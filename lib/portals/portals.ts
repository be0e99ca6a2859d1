import type { OwnUser, UserActor } from '../rules/actor'
import { mayOpenOrganizationPortal } from '../rules/portals'

/** A portal somebody may open; `switchTo` names the user to act as first. */
export type Portal = {
  readonly kind: 'organization' | 'workspace'
  readonly name: string
  readonly code: string | null
  readonly href: string
  readonly switchTo: string | null
}

/** The same person acting as another of their users, to ask what that user may. */
export const actingAsOwn = (actor: UserActor, user: OwnUser): UserActor => ({
  ...actor,
  user: { id: user.id, workspace: user.workspace, partner: user.partner },
  isOrganizationAdmin: user.isOrganizationAdmin,
  isWorkspaceAdmin: user.isWorkspaceAdmin,
})

export const organizationHref = '/organization'
export const workspaceHref = (code: string): string => `/workspaces/${code}`

const portalHref = (code: string | null) => (code === null ? organizationHref : workspaceHref(code))

/** The members of a workspace by its ID, or every user of the organization. */
export const membersHref = (code: string | null): string => `${portalHref(code)}/members`
/** A person with all their users, in the organization portal; the id is an account's. */
export const memberHref = (accountId: string): string => `${membersHref(null)}/${accountId}`
/** A user in the portal of their workspace. */
export const userHref = (code: string, userId: string): string => `${membersHref(code)}/${userId}`
/** Where rosters are imported. */
export const rosterHref = `${membersHref(null)}/import`
export const invitationsHref = (code: string): string => `${workspaceHref(code)}/invitations`
/** The form that invites people into a workspace. */
export const inviteHref = (code: string): string => `${invitationsHref(code)}?new=1`
export const partnersHref = (code: string): string => `${workspaceHref(code)}/partners`
export const partnerHref = (code: string, partnerId: string): string => `${partnersHref(code)}/${partnerId}`
export const groupsHref = (code: string): string => `${workspaceHref(code)}/groups`
export const groupHref = (code: string, groupId: string): string => `${groupsHref(code)}/${groupId}`
/** Files in the portal of the workspace with this ID; in one's own place (null) one's home folder. */
export const filesHref = (code: string | null): string => (code === null ? '/files' : `${workspaceHref(code)}/files`)
/** Where the files of a workspace begin. */
export const allFilesHref = (code: string | null): string => (code === null ? '/files/all' : filesHref(code))
export const folderHref = (code: string | null, folderId: string): string => `${filesHref(code)}/${folderId}`
/** Who may do what in a folder. */
export const folderAccessHref = (code: string | null, folderId: string): string =>
  `${folderHref(code, folderId)}/access`
export const trashHref = (code: string | null): string => `${filesHref(code)}/trash`
/** Policies › Platform Settings of a workspace, or of the organization (null). */
export const policiesHref = (code: string | null): string => `${portalHref(code)}/policies`
const ofFile = (fileId: string, what: string, version?: number): string =>
  `/api/files/${fileId}/${what}${version === undefined ? '' : `?version=${version}`}`

/** Where a file, or one of its versions, is downloaded. */
export const downloadHref = (fileId: string, version?: number): string => ofFile(fileId, 'content', version)
/** Where a picture, sound or film is shown, and where a PDF is. */
export const shownHref = (fileId: string, version: number): string => ofFile(fileId, 'shown', version)
export const documentHref = (fileId: string, version: number): string => ofFile(fileId, 'document', version)
/** Where a form with fields `id` is answered by one zip. */
export const zipHref = '/api/files/zip'
export const noticesHref = '/notices'
/** Background work that one started, and one of it with its log. */
export const operationsHref = '/operations'
export const operationHref = (operationId: string): string => `${operationsHref}?state=all&operation=${operationId}`
export const profileHref = '/profile'

const organizationPortal = (actor: UserActor, switchTo: string | null): Portal => ({
  kind: 'organization',
  name: actor.organization.workspaces === 1 ? 'Administration' : actor.organization.name,
  code: null,
  href: organizationHref,
  switchTo,
})

const workspacePortal = (user: OwnUser, switchTo: string | null): Portal => ({
  kind: 'workspace',
  name: user.workspace.name,
  code: user.workspace.code,
  href: workspaceHref(user.workspace.code),
  switchTo,
})

/** Portals by whose they are: the acting user's own, and below them those of the person's other users. */
export type Portals = { readonly own: readonly Portal[]; readonly others: readonly Portal[] }

/**
 * The portals the top-left menu can name without reading more. An Organization Admin's workspaces are read when the
 * menu opens; where there is one workspace, the organization portal stands for both. POR-2
 */
export function portalsOf(actor: UserActor): Portals {
  const isOnlyOne = actor.organization.workspaces === 1
  const ofOrganization = mayOpenOrganizationPortal(actor).ok
  const own: Portal[] = ofOrganization ? [organizationPortal(actor, null)] : []
  const others: Portal[] = []
  for (const user of actor.users) {
    const isActing = user.id === actor.user.id
    const asUser = actingAsOwn(actor, user)
    const opensOrganization = mayOpenOrganizationPortal(asUser).ok
    if (opensOrganization && !ofOrganization && others.every((portal) => portal.kind !== 'organization'))
      others.unshift(organizationPortal(actor, user.id))
    if (!user.isWorkspaceAdmin || (isOnlyOne && opensOrganization)) continue
    if (!isActing) others.push(workspacePortal(user, user.id))
    else if (!ofOrganization) own.push(workspacePortal(user, null))
  }
  return { own, others }
}
