import type { Verdict } from '@/lib/rules/verdict'

export const roleNames = { 'organization-admin': 'Organization Admin', 'workspace-admin': 'Workspace Admin' } as const
export type RoleName = keyof typeof roleNames

type RoleBoxProps = { role: RoleName; isOn: boolean; verdict: Verdict; of: string }

/** DEL-1: a role of one user as a native box. `RoleDesk` around the table listens to all of them. */
export const RoleBox = ({ role, isOn, verdict, of }: RoleBoxProps) => (
  <input
    type="checkbox"
    className="check"
    data-role={role}
    defaultChecked={isOn}
    aria-label={`${roleNames[role]}, ${of}`}
    aria-disabled={verdict.ok ? undefined : true}
    data-tip={verdict.ok ? undefined : verdict.reason}
  />
)
