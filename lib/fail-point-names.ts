/** The places at which a test has a process die, in the order in which a deletion passes them. A closed list. */
export const failPoints = [
  'workspace.delete:before-write',
  'workspace.delete:after-write',
  'operation.start:before-write',
  'operation.start:after-write',
  'change:before-commit',
  'change:after-commit',
  'operation.claim:before-write',
  'operation.claim:after-write',
  'operation.claim:after-commit',
  'operation.step:before-write',
  'workspace.purge:before-folder-permissions',
  'workspace.purge:after-folder-permissions',
  'workspace.purge:before-uploads',
  'workspace.purge:after-uploads',
  'workspace.purge:before-partners',
  'workspace.purge:after-partners',
  'workspace.purge:before-files',
  'workspace.purge:after-files',
  'workspace.purge:before-folders',
  'workspace.purge:after-folders',
  'workspace.purge:before-users',
  'workspace.purge:after-users',
  'workspace.purge:before-groups',
  'workspace.purge:after-groups',
  'workspace.purge:before-invitations',
  'workspace.purge:after-invitations',
  'workspace.purge:before-policies',
  'workspace.purge:after-policies',
  'workspace.purge:before-legal-holds',
  'workspace.purge:after-legal-holds',
  'workspace.purge:before-workspace',
  'workspace.purge:after-workspace',
  'trash.purge:before-write',
  'trash.purge:after-write',
  'roster.import:before-lines',
  'roster.import:after-lines',
  'files.copy:before-files',
  'files.copy:after-files',
  'operation.step:after-write',
  'operation.step:after-commit',
  'operation.end:before-write',
  'operation.end:after-write',
  'operation.end:after-commit',
] as const
export type FailPoint = (typeof failPoints)[number]

/** Where a process dies, at which pass, and whether it is stopped instead of killed; `text` is how it was written. */
export type ArmedPoint = {
  readonly text: string
  readonly name: FailPoint
  readonly pass: number
  readonly signal: 'SIGKILL' | 'SIGSTOP'
}

/** `name`, `name:2` for its second pass, either with `:stop` to be stopped instead of killed; null when it is none. */
export function parseFailPoint(text: string): ArmedPoint | null {
  const { point, pass, stop } = /^(?<point>.+?)(:(?<pass>[1-9]\d{0,5}))?(?<stop>:stop)?$/.exec(text)?.groups ?? {}
  const name = failPoints.find((known) => known === point)
  return name ? { text, name, pass: Number(pass ?? 1), signal: stop ? 'SIGSTOP' : 'SIGKILL' } : null
}
