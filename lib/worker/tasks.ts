import { endDateTasks } from '../end-dates/tasks'
import { integrityTasks } from '../integrity/tasks'
import { invitationTasks } from '../invitations/tasks'
import { noticeTasks } from '../notices/tasks'
import type { TaskName } from '../operations/tasks'
import { passwordResetTasks } from '../password-resets/tasks'
import { importRoster } from '../rosters/tasks'
import { purgeWorkspace } from '../workspaces/tasks'
import type { Task } from './task'

/** What each kind of background work does. */
export const tasks: Readonly<Record<TaskName, Task>> = {
  'workspace.purge': purgeWorkspace,
  'roster.import': importRoster,
}

/** Background work too small to be an operation that people follow. It is safe to run again. */
export const quietTasks = {
  ...endDateTasks,
  ...integrityTasks,
  ...invitationTasks,
  ...noticeTasks,
  ...passwordResetTasks,
} as const

/** What is done every night, by when it begins, in UTC. */
export const nightly = [
  { task: 'storage.sweep', match: '30 1 * * *' },
  { task: 'storage.scrub', match: '30 2 * * *' },
] as const satisfies readonly { readonly task: keyof typeof quietTasks; readonly match: string }[]
