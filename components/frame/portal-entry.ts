/** A portal the person may open. */
export type PortalEntry = {
  kind: 'organization' | 'workspace'
  name: string
  workspaceId?: string
  href: string
  isOpen: boolean
  /** The user to act as first, where another one than the acting user carries the administration. */
  switchTo?: string
}
