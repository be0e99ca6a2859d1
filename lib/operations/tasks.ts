// What people read of each kind of background work. The name of the workspace is withheld from who cannot see it.
const titles = {
  'workspace.purge': { named: (name: string) => `Deleting ${name}`, withheld: 'Deleting a workspace' },
  // Of the organization: it names no workspace.
  'roster.import': { named: () => 'Importing a roster', withheld: 'Importing a roster' },
  'files.copy': { named: (name: string) => `Copying files in ${name}`, withheld: 'Copying files' },
} as const

/** Every kind of background work. What each does stands in lib/worker/tasks.ts. */
export type TaskName = keyof typeof titles

/** The names of all tasks, for the worker and its tests. */
export const taskNames: readonly TaskName[] = ['workspace.purge', 'roster.import', 'files.copy']

/** The task with this name, or undefined when another version of Atrium knew it. */
export const findTaskName = (kind: string): TaskName | undefined => taskNames.find((name) => name === kind)

/** An operation in words, like “Deleting Simulation”; `workspaceName` is null where it may not be known. */
export function titleOf(kind: string, workspaceName: string | null): string {
  const name = findTaskName(kind)
  if (!name) return 'Work of another version'
  return workspaceName ? titles[name].named(workspaceName) : titles[name].withheld
}
