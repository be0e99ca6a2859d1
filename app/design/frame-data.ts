import type { PortalEntry } from '@/components/frame/portal-entry'
import type { UserEntry } from '@/components/frame/user-entry'

export const portals: readonly PortalEntry[] = [
  { kind: 'organization', name: 'Acme Mobility', href: '/design', isOpen: true },
  { kind: 'workspace', name: 'Default', workspaceId: '01-2048316', href: '/design?ws=1', isOpen: false },
  {
    kind: 'workspace',
    name: 'Simulation',
    workspaceId: '04-8473942',
    href: '/design?ws=2',
    isOpen: false,
    switchTo: 'u2',
  },
  {
    kind: 'workspace',
    name: 'External Aerodynamics and Wind Tunnel Correlation Europe',
    workspaceId: '11-5562087',
    href: '/design?ws=3',
    isOpen: false,
  },
]

export const users: readonly UserEntry[] = [
  {
    userId: 'u1',
    workspaceName: 'Default',
    workspaceId: '01-2048316',
    administration: 'Organization Admin',
    isActing: true,
    isSignIn: true,
  },
  {
    userId: 'u2',
    workspaceName: 'Simulation',
    workspaceId: '04-8473942',
    administration: 'Workspace Admin',
    isActing: false,
    isSignIn: false,
  },
  {
    userId: 'u3',
    workspaceName: 'External Aerodynamics and Wind Tunnel',
    workspaceId: '11-5562087',
    administration: 'No administration',
    isActing: false,
    isSignIn: false,
  },
]

export const sections = [
  { label: 'Overview', href: '/overview' },
  {
    label: 'Teams',
    items: [
      { label: 'Workspaces', href: '/workspaces', count: 6 },
      { label: 'Design', href: '/design', count: 1284 },
      { label: 'Cross-workspace access', href: '/access' },
    ],
  },
  {
    label: 'Resources',
    items: [
      { label: 'Hardware', href: '/hardware' },
      { label: 'Software', href: '/software' },
    ],
  },
  { label: 'Policies', items: [{ label: 'Platform Settings', href: '/settings' }] },
  { label: 'Audit log', href: '/audit' },
] as const
