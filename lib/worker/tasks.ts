import { copyFiles } from '../copies/tasks'
import { endDateTasks } from '../end-dates/tasks'
import { folderPermissionTasks } from '../folder-permissions/tasks'
import { integrityTasks } from '../integrity/tasks'
import { invitationTasks } from '../invitations/tasks'
import { noticeTasks } from '../notices/tasks'
import type { TaskName } from '../operations/tasks'
import { passwordResetTasks } from '../password-resets/tasks'
import { purgeTasks } from '../purge/tasks'
import { importRoster } from '../rosters/tasks'
import { uploadTasks } from '../uploads/tasks'
import { purgeWorkspace } from '../workspaces/tasks'
import type { Task } from './task'

/** What each kind of background work does. */
export const tasks: Readonly<Record<TaskName, Task>> = {
  'workspace.purge': purgeWorkspace,
  'roster.import': importRoster,
  'files.copy': copyFiles,
}

/** Background work too small to be an operation that people follow. It is safe to run again. */
export const quietTasks = {
  ...endDateTasks,
  ...folderPermissionTasks,
  ...integrityTasks,
  ...invitationTasks,
  ...noticeTasks,
  ...passwordResetTasks,
  ...purgeTasks,
  ...uploadTasks,
} as const

/** What nobody queues: each is done once a night for the whole deployment, from this minute and hour on in UTC. */
export const nightly = [
  { task: 'trash.purge', match: '45 0 * * *' },
  { task: 'storage.sweep', match: '30 1 * * *' },
  { task: 'uploads.sweep', match: '17 2 * * *' },
  { task: 'storage.scrub', match: '30 2 * * *' },
] as const satisfies readonly { readonly task: keyof typeof quietTasks; readonly match: string }[]
