import type { Tx } from '../database/client'
import type { Actor } from '../rules/actor'
import { mayChooseValue, maySetPolicy } from '../rules/policies'
import { firstOf } from '../rules/verdict'
import { readWorkspace } from '../workspaces/facts'
import { readChosen } from './facts'
import type { SetPolicyInput } from './input'
import { effectivePolicies, ofPolicy } from './policies'
import { chosenOf, effective, isLooser, outOfBounds } from './policy'

/**
 * What choosing a value of a policy would do in one place: whether it may, what holds now and then, each also in words,
 * and the revision to save over. Not found for a workspace outside the actor's scope. POL-1
 */
export async function planPolicy(tx: Tx, actor: Actor, { workspaceId, key, value }: SetPolicyInput) {
  const workspace = workspaceId === null ? null : await readWorkspace(tx, actor, workspaceId)
  const { settings, ...now } = await readChosen(tx, actor.organization.id, workspaceId)
  const then = now.workspace
    ? { organization: now.organization, workspace: { ...now.workspace, [key]: value } }
    : { organization: { ...now.organization, [key]: value }, workspace: null }
  const asked = ofPolicy(key, (policy) => {
    const frame = effective(policy, now.organization, null)
    const own = chosenOf(policy, then.workspace)
    const wished = chosenOf(policy, { [key]: value })
    const wish = {
      outOfBounds: wished === undefined ? null : outOfBounds(policy, now.organization, wished),
      isLooser: own !== undefined && isLooser(policy, frame, own),
      frame: policy.words(frame),
    }
    return {
      title: policy.title,
      verdict: firstOf(maySetPolicy(actor, policy, workspaceId), mayChooseValue(wish)),
      was: policy.words(effective(policy, now.organization, now.workspace)),
      becomes: policy.words(effective(policy, then.organization, then.workspace)),
    }
  })
  return {
    ...asked,
    workspace,
    revision: settings.get(key)?.revision ?? 0,
    before: effectivePolicies(now.organization, now.workspace),
    after: effectivePolicies(then.organization, then.workspace),
  }
}
