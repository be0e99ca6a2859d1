import { endDateTasks } from '../end-dates/tasks'
import { folderPermissionTasks } from '../folder-permissions/tasks'
import { invitationTasks } from '../invitations/tasks'
import { noticeTasks } from '../notices/tasks'
import type { TaskName } from '../operations/tasks'
import { passwordResetTasks } from '../password-resets/tasks'
import { importRoster } from '../rosters/tasks'
import { uploadTasks } from '../uploads/tasks'
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
  ...folderPermissionTasks,
  ...invitationTasks,
  ...noticeTasks,
  ...passwordResetTasks,
  ...uploadTasks,
} as const

/** Those that nobody queues: each runs once a night for the whole deployment, at its minute and hour in UTC. */
export const nightly = { 'uploads.sweep': '17 2 * * *' } as const satisfies Partial<
  Record<keyof typeof quietTasks, string>
>
