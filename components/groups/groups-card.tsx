import type { UserDetails } from '@/lib/users/queries'
import { Card } from '../ui/card'
import { LinkButton } from '../ui/link-button'
import { GroupList } from './group-list'

/** USR-1: the groups a user is in, the first few of many at a glance. */
export function GroupsCard({ user, changeHref }: { user: UserDetails; changeHref: string }) {
  const { groups, groupCount, mayChangeGroups } = user
  return (
    <Card
      title="Groups"
      actions={
        <LinkButton small verdict={mayChangeGroups} href={changeHref}>
          Change groups
        </LinkButton>
      }
    >
      {groupCount === 0 ? (
        <p className="text-text-2">{user.partner ? 'Partner users are in no groups.' : 'They are in no group.'}</p>
      ) : (
        <GroupList
          groups={groups}
          groupCount={groupCount}
          code={user.workspace.code}
          whereTheRest=", found under Change groups"
        />
      )}
    </Card>
  )
}
