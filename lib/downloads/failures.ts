import 'server-only'
import { type Call, during } from '../call'
import { describeError, log } from '../log'
import { origin, requestId } from '../request'
import type { Failure } from '../result'
import type { UserActor } from '../rules/actor'
import { StorageError } from '../storage/errors'
import { recordDamage } from './changes'

export const refuse = (failure: Failure, status: number) => Response.json(failure, { status })
export const signedOut = { ok: false, code: 'signed-out', reason: 'You are signed out. Sign in again.' } as const

type Version = { readonly id: string; readonly version: number; readonly hash: string | null }

/** What a change that was refused answers a request. */
export const statusOf = ({ code }: Failure): number => ({ 'signed-out': 401, 'not-found': 404 })[code] ?? 403

/** The call of a change about a request of this actor's. */
export async function callOf(actor: UserActor): Promise<Call> {
  const { sessionId } = actor
  if (!sessionId) throw new Error('A download has no session.')
  return { claim: { kind: 'session', sessionId }, requestId: await requestId(), ...(await origin()) }
}

/** Tells the log of this process, and the administrators' when the bytes of a file themselves are wrong. */
export async function report(call: Call, file: Version | null, error: unknown): Promise<void> {
  const { id: nodeId, version, hash } = file ?? {}
  const where = { requestId: call.requestId, nodeId, version, hash }
  log.error({ ...where, ...describeError(error) }, 'a download broke off')
  const state = error instanceof StorageError ? error.code : ''
  if (!nodeId || !version || !hash || (state !== 'damaged' && state !== 'missing')) return
  await during(call, () => recordDamage({ nodeId, version, state })).catch((failure: unknown) =>
    log.error({ ...where, ...describeError(failure) }, 'damage could not be recorded'),
  )
}

/** The answer to who asked for bytes that cannot be read. */
export function failed(error: unknown, id: string): Response {
  const isOfStorage = error instanceof StorageError
  const reason = isOfStorage ? error.message : 'Atrium could not answer. Try again.'
  const code = isOfStorage ? error.code : 'failed'
  return Response.json({ ok: false, code, reason, requestId: id }, { status: code === 'unavailable' ? 503 : 500 })
}
