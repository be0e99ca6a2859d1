import { listPolicies } from '@/lib/policies/queries'
import { policiesHref } from '@/lib/portals/portals'
import type { UserActor } from '@/lib/rules/actor'
import type { SearchParams } from '@/lib/search-params'
import { Page } from '../frame/page'
import { Card } from '../ui/card'
import { EditPolicy } from './panels'
import { PolicyLine } from './policy-line'

type PoliciesPageProps = {
  actor: UserActor
  /** The workspace whose portal this is; null in the organization portal. */
  workspace: { readonly id: string; readonly code: string; readonly name: string } | null
  searchParams: SearchParams
}

/** Policies › Platform Settings of a portal; the policy being changed is open by address. POL-1 */
export async function PoliciesPage({ actor, workspace, searchParams }: PoliciesPageProps) {
  const policies = await listPolicies(actor, workspace?.id ?? null)
  const here = policiesHref(workspace?.code ?? null)
  const portal = workspace ? 'workspace' : 'organization'
  const edited = policies.find((policy) => policy.key === searchParams.edit)
  return (
    <Page
      actor={actor}
      title="Platform Settings"
      about={
        workspace
          ? `What holds in ${workspace.name}. A workspace can be stricter than its organization, never looser.`
          : `What holds in ${actor.organization.name}. A workspace can be stricter where that is said, never looser.`
      }
    >
      <div className="grid max-w-[860px] gap-5">
        {[...new Set(policies.map((policy) => policy.section))].map((section) => (
          <Card key={section} title={section}>
            <ul>
              {policies
                .filter((policy) => policy.section === section)
                .map((policy) => (
                  <PolicyLine
                    key={policy.key}
                    policy={policy}
                    portal={portal}
                    editHref={`${here}?edit=${policy.key}`}
                  />
                ))}
            </ul>
          </Card>
        ))}
      </div>
      {edited && <EditPolicy key={edited.key} policy={edited} workspaceId={workspace?.id ?? null} closeHref={here} />}
    </Page>
  )
}
