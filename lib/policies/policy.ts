import type { z } from 'zod'

/** How a value is typed: one of two, a number, or a list with one a line. */
export type Control =
  | { readonly kind: 'either' }
  | { readonly kind: 'number'; readonly label: string; readonly hint: string }
  | { readonly kind: 'lines'; readonly label: string; readonly hint: string }

/**
 * A named setting (POL-1): what values it takes, what holds where nobody chose, how an organization's value and a
 * workspace's combine, and what people read. Its page and its enforcement both come from this.
 */
export type Policy<Value> = {
  /** As it is kept; never given to another one. */
  readonly key: string
  readonly section: 'Sign-in' | 'Sharing settings' | 'Storage' | 'Trash and versions'
  readonly title: string
  /** One or two sentences: what it does, and for whom. */
  readonly about: string
  /** What can be chosen. Null cannot: it stands for no choice. */
  readonly schema: z.ZodType<Value>
  readonly control: Control
  readonly initial: Value
  /** `organization`: it has an organization value only; `workspace`: a workspace can tighten it for itself. */
  readonly scope: 'organization' | 'workspace'
  /** What holds in a workspace, never looser than `organization`. */
  readonly combine: (organization: Value, workspace: Value) => Value
  /** What the organization's other policies leave of a value, and a sentence about it (POL-5). */
  readonly bounds?: (organization: Chosen) => { readonly within: (value: Value) => Value; readonly words: string }
  /** A value as people read it, like “14 days”. */
  readonly words: (value: Value) => string
}

/** What somebody has chosen, by the policy's key; null, or left out, is no choice. */
export type Chosen = Readonly<Record<string, unknown>>

/** What was chosen of a policy, or undefined where nothing was, or nothing that can be chosen any more. */
export function chosenOf<Value>(policy: Policy<Value>, values: Chosen | null): Value | undefined {
  const read = policy.schema.safeParse(values?.[policy.key])
  return read.success ? read.data : undefined
}

/** POL-1: the value that holds in a workspace (null: the organization itself), by what both have chosen. */
export function effective<Value>(policy: Policy<Value>, organization: Chosen, workspace: Chosen | null): Value {
  const frame = chosenOf(policy, organization) ?? policy.initial
  const own = policy.scope === 'workspace' ? chosenOf(policy, workspace) : undefined
  const value = own === undefined ? frame : policy.combine(frame, own)
  return policy.bounds?.(organization).within(value) ?? value
}

/** Values are small and plain, and lists are sorted. */
const isSame = <Value>(one: Value, other: Value) => JSON.stringify(one) === JSON.stringify(other)

/** POL-1: whether a workspace that chose `own` would get something stricter than that, as `frame` is stricter. */
export const isLooser = <Value>(policy: Policy<Value>, frame: Value, own: Value): boolean =>
  !isSame(policy.combine(frame, own), own)

/** POL-1: whether a workspace that chose `own` gets something stricter than `frame`. */
export const isStricter = <Value>(policy: Policy<Value>, frame: Value, own: Value): boolean =>
  !isSame(policy.combine(frame, own), frame)

/** POL-5: why a value cannot be chosen beside the organization's other policies; null where it can. */
export function outOfBounds<Value>(policy: Policy<Value>, organization: Chosen, value: Value): string | null {
  const bounds = policy.bounds?.(organization)
  return bounds && !isSame(bounds.within(value), value) ? bounds.words : null
}
