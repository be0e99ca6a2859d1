import type { z } from 'zod'

/**
 * A named setting (POL-1): what values it takes, what holds where nobody chose, how an organization's value and a
 * workspace's combine, and what people read. Its page and its enforcement both come from this.
 */
export type Policy<Value> = {
  /** As it is kept; never given to another one. */
  readonly key: string
  readonly section: 'Sign-in' | 'Sharing settings'
  readonly title: string
  /** One or two sentences: what it does, and for whom. */
  readonly about: string
  readonly schema: z.ZodType<Value>
  readonly initial: Value
  /** `organization`: it has an organization value only; `workspace`: a workspace can tighten it for itself. */
  readonly scope: 'organization' | 'workspace'
  /** What holds in a workspace, never looser than `organization`. */
  readonly combine: (organization: Value, workspace: Value) => Value
  /** A value as people read it, like “14 days”. */
  readonly words: (value: Value) => string
}

/** What somebody has chosen, by the policy's key; a key that is left out has not been chosen. */
export type Chosen = Readonly<Record<string, unknown>>

const chosen = <Value>(policy: Policy<Value>, values: Chosen | null): Value | undefined => {
  const read = values && policy.key in values ? policy.schema.safeParse(values[policy.key]) : undefined
  return read?.success ? read.data : undefined
}

/** POL-1: the value that holds in a workspace (null: the organization itself), by what both have chosen. */
export function effective<Value>(policy: Policy<Value>, organization: Chosen, workspace: Chosen | null): Value {
  const frame = chosen(policy, organization) ?? policy.initial
  const own = policy.scope === 'workspace' ? chosen(policy, workspace) : undefined
  return own === undefined ? frame : policy.combine(frame, own)
}
