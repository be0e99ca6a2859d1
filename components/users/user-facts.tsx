import { groupHref } from '@/lib/portals/portals'
import type { UserDetails } from '@/lib/users/queries'
import { administrationOf } from '../frame/shell'
import { Card } from '../ui/card'
import { Time } from '../ui/time'
import { states } from './user-columns'

/** USR-1: what the administrators of a workspace see of a user. */
export function UserFacts({ user }: { user: UserDetails }) {
  return (
    <Card title="About this user">
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-2">
        <dt className="text-text-3">E-mail</dt>
        <dd className="wrap-anywhere">{user.email}</dd>
        <dt className="text-text-3">State</dt>
        <dd>
          <span data-state={user.state}>{states[user.state]}</span>
        </dd>
        <dt className="text-text-3">Administration</dt>
        <dd>{administrationOf(user)}</dd>
        <dt className="text-text-3">Last active</dt>
        <dd>{user.lastActiveAt === null ? 'Never signed in' : <Time at={user.lastActiveAt} as="moment" />}</dd>
        <dt className="text-text-3">Invited</dt>
        <dd>
          <Time at={user.invitedAt} />
        </dd>
        <dt className="text-text-3">Last day</dt>
        <dd>{user.lastDay === null ? 'None: no end date' : <Time at={user.lastDay} utc />}</dd>
        <dt className="text-text-3">Groups</dt>
        <dd className="flex flex-wrap gap-x-3 gap-y-1">
          {user.groups.length === 0 && 'None'}
          {user.groups.map((group) => (
            <a
              key={group.id}
              href={groupHref(user.workspace.code, group.id)}
              className="text-accent-text wrap-anywhere hover:underline"
            >
              {group.name}
            </a>
          ))}
        </dd>
        <dt className="text-text-3">Reach</dt>
        <dd className="text-text-2">
          {user.isOrganizationAdmin || user.isWorkspaceAdmin
            ? 'Everything in this workspace, by their role.'
            : 'Nothing has been given to them or to their groups.'}
        </dd>
      </dl>
    </Card>
  )
}
