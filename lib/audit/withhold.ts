import type { Actor } from '../rules/actor'
import { mayReadAudit } from '../rules/audit'
import { type AuditBody, isNamedWorkspace, type NamedWorkspace } from './body'

const elsewhere = 'another workspace'

/** A workspace as a reader may know it: `withheld` stands for one they may not. */
export type KnownWorkspace = { readonly code: string; readonly name: string } | 'withheld' | null

const mayKnow = (actor: Actor, workspaceId: string) => mayReadAudit(actor, workspaceId).ok

/** SEC-7: names from another workspace are withheld from who cannot see it. */
export function knownWorkspace(actor: Actor, workspace: NamedWorkspace | null): KnownWorkspace {
  if (!workspace) return null
  return mayKnow(actor, workspace.id) ? { code: workspace.code, name: workspace.name } : 'withheld'
}

function knownValue(actor: Actor, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => knownValue(actor, one))
  if (typeof value !== 'object' || value === null) return value
  if (isNamedWorkspace(value)) {
    const known = knownWorkspace(actor, value)
    return known === 'withheld' ? elsewhere : known
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, knownValue(actor, inner)]))
}

const knownValues = (actor: Actor, values: AuditBody['before']) =>
  values && Object.fromEntries(Object.entries(values).map(([key, value]) => [key, knownValue(actor, value)]))

/** A record with every name taken out that this reader may not know (SEC-7). */
export function withhold(actor: Actor, body: AuditBody): AuditBody {
  const { target } = body
  const isForeign = target.kind === 'workspace' && !mayKnow(actor, target.id)
  return {
    ...body,
    target: isForeign ? { ...target, label: elsewhere } : target,
    before: knownValues(actor, body.before),
    after: knownValues(actor, body.after),
  }
}
