import type { ExportUsersInput } from '@/lib/users/input'

/** Where the list of users, as it is asked for, is to be had as CSV. */
export const exportUsersHref = ({ q, state, role, workspace, sort }: ExportUsersInput): string =>
  `/api/users/export?${new URLSearchParams({
    ...(q && { q }),
    ...(role && { role }),
    ...(workspace && { workspace }),
    state,
    sort,
  })}`
