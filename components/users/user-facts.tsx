import Link from 'next/link'
import { memberHref, partnerHref } from '@/lib/portals/portals'
import { sizeWords } from '@/lib/rules/size'
import type { UserStorage } from '@/lib/uploads/queries'
import type { UserDetails } from '@/lib/users/queries'
import { Card } from '../ui/card'
import { FileSize } from '../ui/file-size'
import { Time } from '../ui/time'
import { roleNames } from './role-box'
import { states } from './user-columns'

/** DEL-1: a user may carry both. */
const rolesOf = (user: UserDetails) =>
  [
    ...(user.isOrganizationAdmin ? [roleNames['organization-admin']] : []),
    ...(user.isWorkspaceAdmin ? [roleNames['workspace-admin']] : []),
  ].join(' and ')

/** USR-1: what the administrators of a workspace see of a user. */
export function UserFacts({ user, storage }: { user: UserDetails; storage: UserStorage }) {
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
        <dd>{rolesOf(user) || 'None'}</dd>
        {user.partner && (
          <>
            <dt className="text-text-3">Partner</dt>
            <dd className="wrap-anywhere">
              <Link href={partnerHref(user.workspace.code, user.partner.id)} className="link">
                {user.partner.name}
              </Link>
            </dd>
          </>
        )}
        <dt className="text-text-3">Last active</dt>
        <dd>{user.lastActiveAt === null ? 'Never signed in' : <Time at={user.lastActiveAt} as="moment" />}</dd>
        <dt className="text-text-3">Invited</dt>
        <dd>
          <Time at={user.invitedAt} />
        </dd>
        <dt className="text-text-3">Last day</dt>
        <dd>{user.lastDay === null ? 'None: no end date' : <Time at={user.lastDay} utc />}</dd>
        {storage && (
          <>
            <dt className="text-text-3">Storage</dt>
            <dd>
              <FileSize bytes={storage.taken} />
              {storage.limit !== null && ` of ${sizeWords(storage.limit)}`}
              <span className="block text-t1 text-text-3">
                Files, older versions and trash of theirs in this workspace
              </span>
            </dd>
          </>
        )}
        {user.mayOpenPerson.ok && (
          <>
            <dt className="text-text-3">Person</dt>
            <dd>
              <Link href={memberHref(user.accountId)} className="text-accent-text hover:underline">
                All their users, sign-in workspace and password
              </Link>
            </dd>
          </>
        )}
      </dl>
    </Card>
  )
}
