import 'server-only'
import { change } from '../change'
import { changedMeanwhile } from '../change/failures'
import { nameOf } from '../rules/actor'
import { shortenSessions } from '../sessions/writes'
import { SetPolicy } from './input'
import { planPolicy } from './plan'
import { policies } from './policies'
import { writeSetting } from './writes'

/**
 * POL-1, POL-2, SEC-9: what an organization or a workspace chooses of a policy, or that it no longer chooses. Waits for
 * every write under way, so that what was allowed before does not land after. Answers the new revision.
 */
export const setPolicy = change(
  SetPolicy,
  async ({ actor, tx, permit, audit }, input) => {
    const plan = await planPolicy(tx, actor, input)
    permit(plan.verdict)
    const { revision, workspace, was, becomes } = plan
    if (revision !== input.revision) throw changedMeanwhile({ revision, values: { value: was } })
    const { workspaceId, key, value } = input
    const { id: organizationId } = actor.organization
    await writeSetting(tx, { organizationId, workspaceId, key, value, changedBy: nameOf(actor) })
    if (key === policies.sessionLifetime.key) await shortenSessions(tx, organizationId, plan.after.sessionLifetime)
    audit(value === null ? 'policy.given-up' : 'policy.set', {
      target: { kind: 'policy', id: key, label: plan.title },
      workspace,
      before: { value: was },
      after: { value: becomes },
    })
    return { revision: revision + 1 }
  },
  { lock: 'exclusive' },
)
