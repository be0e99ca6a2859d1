/** One of the person's users: one workspace, and what it administers. */
export type UserEntry = {
  userId: string
  workspaceName: string
  workspaceId: string
  administration: 'Organization Admin' | 'Workspace Admin' | 'No administration'
  isActing: boolean
  isSignIn: boolean
}
