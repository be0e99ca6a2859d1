import type { UserDetails } from '@/lib/users/queries'
import { Card } from '../ui/card'
import { LinkButton } from '../ui/link-button'
import { GroupNames } from './group-names'

const shown = 12

/** USR-1: the groups a user is in, the first few of many at a glance. */
export function GroupsCard({ user, changeHref }: { user: UserDetails; changeHref: string }) {
  const { groups, groupCount, mayChangeGroups } = user
  const { code } = user.workspace
  const rest = groups.slice(shown)
  const unread = groupCount - groups.length
  return (
    <Card
      title="Groups"
      actions={
        <LinkButton small verdict={mayChangeGroups} href={changeHref}>
          Change groups
        </LinkButton>
      }
    >
      {groupCount === 0 && <p className="text-text-2">They are in no group.</p>}
      <div className="grid gap-2">
        {groupCount > 0 && <GroupNames groups={groups.slice(0, shown)} code={code} />}
        {rest.length > 0 && (
          <details className="group grid gap-2">
            <summary className="link min-h-6 w-max">{(groupCount - shown).toLocaleString('en-GB')} more</summary>
            <GroupNames groups={rest} code={code} />
            {unread > 0 && (
              <p className="mt-1 text-text-3">and {unread.toLocaleString('en-GB')} more, found under Change groups</p>
            )}
          </details>
        )}
      </div>
    </Card>
  )
}
