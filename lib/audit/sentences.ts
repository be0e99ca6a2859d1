import type { AuditBody } from './body'

type Sentence = (record: AuditBody) => string

const text = (values: AuditBody['before'], key: string) => {
  const value = values?.[key]
  return typeof value === 'string' ? value : ''
}
const isOn = (values: AuditBody['before'], key: string) => values?.[key] === true

function edited({ before, after, target }: AuditBody): string {
  const old = text(before, 'name')
  const name = text(after, 'name') || target.label
  const isRenamed = old !== '' && old !== name
  const isDescribed = text(before, 'description') !== text(after, 'description')
  if (!isRenamed) return `changed the description of workspace ${name}`
  return `renamed workspace ${old} to ${name}${isDescribed ? ' and changed its description' : ''}`
}

function added({ after, target, workspace }: AuditBody): string {
  const roles = [
    isOn(after, 'isOrganizationAdmin') ? 'Organization Admin' : '',
    isOn(after, 'isWorkspaceAdmin') ? 'Workspace Admin' : '',
  ].filter((role) => role !== '')
  const into = workspace ? ` to ${workspace.name}` : ''
  return `added ${target.label}${into}${roles.length > 0 ? ` as ${roles.join(' and ')}` : ''}`
}

const roleIn = (values: AuditBody['after']) =>
  values && 'isOrganizationAdmin' in values ? 'Organization Admin' : 'Workspace Admin'

const folderIn = (values: AuditBody['after']) => text(values, 'in') || 'all files'

/** Under which name, where it is another. */
const asNamed = (values: AuditBody['after'], label: string) => {
  const name = text(values, 'name')
  return name === '' || name === label ? '' : ` as ${name}`
}

/** The same of a file and of a folder. */
const ofNodes = (kind: 'file' | 'folder') =>
  ({
    [`${kind}.renamed`]: ({ before, after }) => `renamed the ${kind} ${text(before, 'name')} to ${text(after, 'name')}`,
    [`${kind}.moved`]: ({ before, after, target }) =>
      `moved the ${kind} ${target.label} from ${folderIn(before)} to ${folderIn(after)}`,
    [`${kind}.copy-begun`]: ({ before, after, target }) =>
      `began to copy the ${kind} ${target.label} from ${folderIn(before)} to ${folderIn(after)}`,
    [`${kind}.copied`]: ({ before, after, target }) =>
      `copied the ${kind} ${target.label} from ${folderIn(before)} to ${folderIn(after)}${asNamed(after, target.label)}`,
    [`${kind}.trashed`]: ({ before, target }) => `deleted the ${kind} ${target.label} from ${folderIn(before)}`,
    [`${kind}.purged`]: ({ before, target }) =>
      `purged the ${kind} ${target.label} that was deleted from ${folderIn(before)}`,
    [`${kind}.restored`]: ({ after, target }) => `restored the ${kind} ${target.label} to ${folderIn(after)}`,
  }) satisfies Record<string, Sentence>

const permission = (values: AuditBody['after']) => {
  const last = text(values, 'lastDay')
  const below = isOn(values, 'isRecursive') ? '' : ' (that folder alone)'
  return `${text(values, 'level')} in ${text(values, 'folder') || 'all files'}${below}${last === '' ? '' : ` until ${last}`}`
}

const sentences = {
  ...ofNodes('file'),
  ...ofNodes('folder'),
  'file.uploaded': ({ after, target }) => `uploaded the file ${target.label} to ${folderIn(after)}`,
  'file.replaced': ({ after, target }) => `replaced the file ${target.label} in ${folderIn(after)}`,
  'file.version-restored': ({ after, target }) =>
    `restored version ${after?.restored} of the file ${target.label} in ${folderIn(after)}`,
  'file.versions-purged': ({ before, target }) =>
    `purged older versions of the file ${target.label} in ${folderIn(before)}: ${text(before, 'versions')}`,
  'folder.made': ({ after, target }) => `made the folder ${target.label} in ${folderIn(after)}`,
  'permission.given': ({ after, target }) => `gave ${target.label} ${permission(after)}`,
  'permission.changed': ({ before, after, target }) =>
    `changed what ${target.label} has from ${permission(before)} to ${permission(after)}`,
  'permission.taken': ({ before, target }) => `took from ${target.label} ${permission(before)}`,
  'organization.founded': ({ target }) => `founded the organization ${target.label}`,
  'workspace.created': ({ target }) => `created workspace ${target.label}`,
  'workspace.edited': edited,
  'workspace.deleted': ({ target }) => `deleted workspace ${target.label}`,
  'workspace.purged': ({ target }) => `purged what was left of workspace ${target.label}`,
  'user.added': added,
  'user.role-granted': ({ after, target }) => `made ${target.label} ${roleIn(after)}`,
  'user.role-revoked': ({ after, target }) => `took the role ${roleIn(after)} from ${target.label}`,
  'user.deactivated': ({ target }) => `deactivated ${target.label}`,
  'user.reactivated': ({ target }) => `reactivated ${target.label}`,
  'user.renamed': ({ before, after, target }) =>
    `renamed ${target.label} from ${text(before, 'name')} to ${text(after, 'name')}`,
  'user.end-date-chosen': ({ after, target }) =>
    text(after, 'lastDay') === ''
      ? `took the end date from ${target.label}`
      : `made ${text(after, 'lastDay')} the last day of ${target.label}`,
  'user.ended': ({ target }) => `ended ${target.label} by their end date`,
  'user.changed-by-roster': ({ after, target }) =>
    isOn(after, 'isWorkspaceAdmin')
      ? `made ${target.label} Workspace Admin by a roster`
      : `put ${target.label} into groups by a roster`,
  'user.sessions-ended': ({ target }) => `signed out every browser that acted as ${target.label}`,
  'member.sessions-ended': ({ target, after }) =>
    after?.ended === 1 ? `signed out a browser of ${target.label}` : `signed out the browsers of ${target.label}`,
  'invitation.sent': ({ target, after }) =>
    `invited ${target.label}${isOn(after, 'isWorkspaceAdmin') ? ' as Workspace Admin' : ''}${text(after, 'partner') && ` into partner ${text(after, 'partner')}`}`,
  'invitation.resent': ({ target }) => `sent ${target.label} their invitation again`,
  'invitation.revoked': ({ target }) => `revoked the invitation of ${target.label}`,
  'invitation.accepted': ({ target }) => `accepted the invitation of ${target.label}`,
  'partner.created': ({ after, target }) => `created partner ${target.label} with the folder ${text(after, 'folder')}`,
  'partner.edited': ({ before, after, target }) =>
    text(before, 'name') === text(after, 'name')
      ? `changed partner ${target.label}`
      : `renamed partner ${text(before, 'name')} to ${text(after, 'name')}`,
  'partner.deleted': ({ target }) => `deleted partner ${target.label}`,
  'partner.user-linked': ({ after, target }) => `linked ${target.label} to partner ${text(after, 'partner')}`,
  'partner.user-unlinked': ({ before, target }) => `unlinked ${target.label} from partner ${text(before, 'partner')}`,
  'group.created': ({ target }) => `created group ${target.label}`,
  'group.renamed': ({ before, after }) => `renamed group ${text(before, 'name')} to ${text(after, 'name')}`,
  'group.deleted': ({ target }) => `deleted group ${target.label}`,
  'group.member-added': ({ after, target }) => `put ${target.label} into group ${text(after, 'group')}`,
  'group.member-removed': ({ before, target }) => `took ${target.label} out of group ${text(before, 'group')}`,
  'roster.brought': ({ target }) => `brought the roster ${target.label}`,
  'roster.applied': ({ target }) => `applied the roster ${target.label}`,
  'member.password-link-sent': ({ target }) => `sent ${target.label} a link to set a password`,
  'member.sign-in-workspace-chosen': ({ after, target }) =>
    `made ${text(after, 'workspace')} the sign-in workspace of ${target.label}`,
  'policy.set': ({ after, target }) => `set “${target.label}” to “${text(after, 'value')}”`,
  'policy.given-up': ({ after, target }) => `gave up the choice of “${target.label}”: “${text(after, 'value')}” holds`,
  'password.changed': () => 'changed their password',
  'password.reset': ({ target }) => `set the password of ${target.label} by a link`,
  'operation.cancelled': ({ target }) => `asked to cancel “${target.label}”`,
  'operation.retried': ({ target }) => `asked to try “${target.label}” again`,
  'operation.ended': ({ after, target }) => `ended “${target.label}”: ${text(after, 'state')}`,
} satisfies Record<string, Sentence>

const sentenceOf: ReadonlyMap<string, Sentence> = new Map(Object.entries(sentences))

/** What happened, in words that follow a name: "renamed workspace Aero EU to Aero Europe". Else the event itself. */
export const sentenceFor = (event: string, body: AuditBody | null): string => {
  const sentence = sentenceOf.get(event)
  return body && sentence ? sentence(body) : event
}

/** An event as a filter names it: "Workspace created", "Signed in". */
export function eventLabel(event: string): string {
  const words = event.replace(/[.-]/g, ' ').replace('sign in', 'sign-in')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
