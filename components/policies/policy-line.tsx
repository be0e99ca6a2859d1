import type { PolicyRow } from '@/lib/policies/rows'
import { Badge } from '../ui/badge'
import { LinkButton } from '../ui/link-button'
import { Time } from '../ui/time'
import { Why } from '../ui/why'

const sources = {
  default: { tone: 'outline', words: 'Default' },
  organization: { tone: 'organization', words: 'Set by the organization' },
  workspace: { tone: 'workspace', words: 'Set by this workspace' },
  stricter: { tone: 'workspace', words: 'Stricter than the organization' },
} as const

type PolicyLineProps = { policy: PolicyRow; portal: 'organization' | 'workspace'; editHref: string }

/** How far a policy of the organization reaches, or what a workspace would have without its own choice. */
function reachOf({ scope, source, otherwise, bounds }: PolicyRow, portal: PolicyLineProps['portal']): string | null {
  const isOwn = source === 'stricter' || source === 'workspace'
  if (portal === 'workspace') return isOwn ? `Otherwise: ${otherwise}` : bounds
  if (scope === 'organization') return 'Holds in every workspace alike'
  return bounds === null ? 'A workspace can be stricter' : 'A workspace can choose another'
}

/** POL-1: what holds, where it comes from, and the way to change it. */
export function PolicyLine({ policy, portal, editHref }: PolicyLineProps) {
  const { title, about, value, source, changed, mayEdit } = policy
  const reach = reachOf(policy, portal)
  return (
    <li className="grid gap-x-6 gap-y-3 border-b border-line py-4 first:pt-0 last:border-0 last:pb-0 desk:grid-cols-[minmax(0,1fr)_auto]">
      <div className="grid min-w-0 content-start gap-1.5">
        <h3>{title}</h3>
        <p className="max-w-[72ch] text-text-2">{about}</p>
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-strong wrap-anywhere">{value}</span>
          <Badge tone={sources[source].tone}>{sources[source].words}</Badge>
        </p>
        <p className="flex flex-wrap gap-x-3 text-t1 text-text-3 wrap-anywhere empty:hidden">
          {reach && <span>{reach}</span>}
          {changed && (
            <span>
              Changed by {changed.by}, <Time at={changed.at} as="moment" />
            </span>
          )}
        </p>
        {!mayEdit.ok && <Why>{mayEdit.reason}</Why>}
      </div>
      {mayEdit.ok && (
        <div>
          <LinkButton small href={editHref}>
            Change<span className="sr-only"> {title}</span>
          </LinkButton>
        </div>
      )}
    </li>
  )
}
