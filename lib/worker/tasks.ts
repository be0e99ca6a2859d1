import { endDateTasks } from '../end-dates/tasks'
import { folderPermissionTasks } from '../folder-permissions/tasks'
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
  ...folderPermissionTasks,
  ...invitationTasks,
  ...noticeTasks,
  ...passwordResetTasks,
} as const
