import { GroupList } from '../groups/group-list'
import type { GroupNamesProps } from '../groups/group-names'
import { Card } from '../ui/card'

type OwnGroupsProps = Pick<GroupNamesProps, 'groups'> & { groupCount: number; workspaceName: string }

/** GRP-1: the groups the acting user is in; each workspace has its own. */
export function OwnGroups({ groups, groupCount, workspaceName }: OwnGroupsProps) {
  return (
    <Card title={`Your groups in ${workspaceName}`}>
      {groupCount === 0 ? (
        <p className="text-text-2">You are in no group. Its administrators put people into groups.</p>
      ) : (
        <GroupList groups={groups} groupCount={groupCount} code={null} />
      )}
    </Card>
  )
}
