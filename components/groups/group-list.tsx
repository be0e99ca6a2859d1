import { GroupNames, type GroupNamesProps } from './group-names'

const shown = 12

type GroupListProps = GroupNamesProps & { groupCount: number; whereTheRest?: string }

/** The groups somebody is in, the first few of many at a glance; `groupCount` in all, of which `groups` may be the first. */
export function GroupList({ groups, groupCount, code, whereTheRest = '' }: GroupListProps) {
  const rest = groups.slice(shown)
  const unread = groupCount - groups.length
  return (
    <div className="grid gap-2">
      <GroupNames groups={groups.slice(0, shown)} code={code} />
      {rest.length > 0 && (
        <details className="group grid gap-2">
          <summary className="link min-h-6 w-max">{(groupCount - shown).toLocaleString('en-GB')} more</summary>
          <GroupNames groups={rest} code={code} />
          {unread > 0 && (
            <p className="mt-1 text-text-3">
              and {unread.toLocaleString('en-GB')} more{whereTheRest}
            </p>
          )}
        </details>
      )}
    </div>
  )
}
