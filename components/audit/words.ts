import type { AuditRow } from '@/lib/audit/queries'

/** "renamed workspace Aero" as a sentence of its own. */
export const asSentence = (what: string): string => what.charAt(0).toUpperCase() + what.slice(1)

const kinds: ReadonlyMap<string, string> = new Map([
  ['system', 'Atrium'],
  ['anonymous', 'Not signed in'],
])

/** Who made a change; a change that no person signed in made names what did. */
export const whoWords = ({ who, actingAs }: AuditRow): string =>
  who ? who.name : (kinds.get(actingAs.kind) ?? (actingAs.kind === '' ? 'Unknown' : asSentence(actingAs.kind)))

/** As whose user they acted; the name of a workspace that may not be known is withheld (SEC-7). */
export function actingWords({ actingAs: { kind, workspace } }: AuditRow): string {
  if (kind !== 'user') return ''
  if (workspace === 'withheld') return 'as a user of another workspace'
  return workspace ? `as a user of ${workspace.name}` : ''
}

const upper = ['Organization', 'Workspace', 'Admin']

/** The name of a value as people write it: isWorkspaceAdmin is "Workspace Admin", invitedAt "Invited at". */
export function fieldWords(field: string): string {
  const bare = /^is[A-Z]/.test(field) ? field.slice(2) : field
  const words = asSentence(bare).split(/(?=[A-Z])/)
  return words.map((word, index) => (index === 0 || upper.includes(word) ? word : word.toLowerCase())).join(' ')
}

/** A value of a record in words, out of its JSON; null where there is none. */
export function valueWords(json: string | null): string | null {
  if (json === null) return null
  const value: unknown = JSON.parse(json)
  if (value === null || value === '') return null
  if (value === true) return 'Yes'
  if (value === false) return 'No'
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : JSON.stringify(value, null, 2)
}
