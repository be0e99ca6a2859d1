import type { Actor } from '../rules/actor'
import { mayChooseValue, maySetPolicy } from '../rules/policies'
import type { Verdict } from '../rules/verdict'
import type { readChosen } from './facts'
import { ofEachPolicy } from './policies'
import { type Control, chosenOf, effective, isLooser, isStricter, outOfBounds, type Policy } from './policy'

type Chosen = Awaited<ReturnType<typeof readChosen>>

/** A policy as it stands in one place, in words, and what this actor may do about it. POL-1 */
export type PolicyRow = {
  readonly key: string
  readonly section: string
  readonly title: string
  readonly about: string
  readonly scope: 'organization' | 'workspace'
  /** What holds here. */
  readonly value: string
  readonly source: 'default' | 'organization' | 'stricter' | 'workspace'
  /** What would hold here without a choice of this place's own. */
  readonly otherwise: string
  /** What is chosen here, as it is kept; null where nothing is. */
  readonly own: unknown
  /** The same as its form has it: `none` where nothing is, or nothing else than what holds otherwise. */
  readonly choice: 'none' | 'typed' | 'true' | 'false'
  /** What the form's field starts with. */
  readonly typed: string
  readonly control: Control
  /** Within what a workspace chooses, in a sentence; null where it can only be stricter, or not choose at all. */
  readonly bounds: string | null
  /** Of two values the one that does not hold otherwise; null where there are more. */
  readonly other: { readonly choice: 'true' | 'false'; readonly words: string; readonly verdict: Verdict } | null
  /** 0 where nobody has ever chosen. */
  readonly revision: number
  /** ISO 8601 in UTC. */
  readonly changed: { readonly at: string; readonly by: string } | null
  readonly mayEdit: Verdict
}

const typedOf = (value: unknown) => (Array.isArray(value) ? value.join('\n') : value === null ? '' : String(value))

/** What its form begins with. `may` says whether a value can be chosen in this place. */
function formOf<Value>(
  policy: Policy<Value>,
  otherwise: Value,
  own: Value | undefined,
  may: (value: Value) => Verdict,
) {
  const { key, control, words } = policy
  const typed = typedOf(own ?? otherwise)
  if (control.kind !== 'either') return { choice: own === undefined ? 'none' : 'typed', typed, other: null } as const
  const choice = otherwise === true ? 'false' : 'true'
  const other = chosenOf(policy, { [key]: choice === 'true' })
  if (other === undefined) throw new Error(`${key} does not take one of two values.`)
  return {
    choice: own === other ? choice : 'none',
    typed,
    other: { choice, words: words(other), verdict: may(other) },
  } as const
}

function rowOf<Value>(policy: Policy<Value>, actor: Actor, workspaceId: string | null, chosen: Chosen): PolicyRow {
  const { key, section, title, about, scope, control, words } = policy
  const { organization, workspace, settings } = chosen
  const ofOrganization = chosenOf(policy, organization)
  const frame = effective(policy, organization, null)
  const ofWorkspace = scope === 'workspace' ? chosenOf(policy, workspace) : undefined
  const bounds = (scope === 'workspace' && policy.bounds?.(organization).words) || null
  const ofOwn = bounds === null ? 'stricter' : 'workspace'
  const isOwnHere = ofWorkspace !== undefined && isStricter(policy, frame, ofWorkspace)
  const [otherwise, own] = workspaceId === null ? [policy.initial, ofOrganization] : [frame, ofWorkspace]
  const may = (value: Value) =>
    mayChooseValue({
      outOfBounds: outOfBounds(policy, organization, value),
      isLooser: workspaceId !== null && isLooser(policy, frame, value),
      frame: words(frame),
    })
  const setting = settings.get(key)
  return {
    ...{ key, section, title, about, scope, control, bounds },
    value: words(effective(policy, organization, workspace)),
    source: isOwnHere ? ofOwn : ofOrganization === undefined ? 'default' : 'organization',
    otherwise: words(otherwise),
    own: own ?? null,
    ...formOf(policy, otherwise, own, may),
    revision: setting?.revision ?? 0,
    changed: setting ? { at: setting.changedAt.toISOString(), by: setting.changedBy } : null,
    mayEdit: maySetPolicy(actor, policy, workspaceId),
  }
}

/** Every policy as it stands in a workspace (null: in the organization), in the order of the page. */
export const rowsOf = (actor: Actor, workspaceId: string | null, chosen: Chosen): readonly PolicyRow[] =>
  ofEachPolicy((policy) => rowOf(policy, actor, workspaceId, chosen))
