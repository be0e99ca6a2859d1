import { AsyncLocalStorage } from 'node:async_hooks'

/** On whose authority a call comes in. Proven by whoever opens the call, read from the database by the change. */
export type Claim =
  | { readonly kind: 'session'; readonly sessionId: string }
  | { readonly kind: 'user'; readonly organizationId: string; readonly userId: string }
  | { readonly kind: 'anonymous'; readonly organizationId: string }
  | { readonly kind: 'system'; readonly organizationId: string }

/** One request, task step or script: who claims to act, and what a record says of where it came from. */
export type Call = {
  readonly claim: Claim
  readonly requestId: string
  readonly address: string
  readonly client: string
  /** SWI-8: the user and workspace the page was drawn for. */
  readonly drawnFor?: { readonly userId: string; readonly workspaceId: string } | undefined
  /** The form's own key: a second call with it has no second effect. */
  readonly idempotencyKey?: string | undefined
}

const calls = new AsyncLocalStorage<Call>()

/** Runs `run` as this call; changes inside find it. */
export const during = <T>(call: Call, run: () => T): T => calls.run(call, run)

/** Runs `run` on the authority of `claim`, for tasks, imports, scripts and tests. */
export const actingAs = <T>(claim: Claim, run: () => T): T =>
  during({ claim, requestId: crypto.randomUUID(), address: '', client: 'atrium' }, run)

/** The call under way. Throws when there is none: nothing is written on nobody's authority. */
export function currentCall(): Call {
  const call = calls.getStore()
  if (!call) throw new Error('A change needs a call: open one with actingAs() or during().')
  return call
}
