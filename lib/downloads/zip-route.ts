import 'server-only'
import { z } from 'zod'
import { isFromOwnPage } from '../action'
import { findSessionActor } from '../actor'
import { during } from '../call'
import { notFound } from '../change/failures'
import { idField } from '../fields'
import { placeOfBytes } from '../files/bytes'
import type { UserActor } from '../rules/actor'
import { findActor } from '../session'
import { bodyOf } from '../storage/bytes'
import { storage } from '../storage/storage'
import { recordZip } from './changes'
import { callOf, failed, refuse, report, signedOut, statusOf } from './failures'
import { asAttachment, contentsHeaders } from './headers'
import { zipOf } from './zip'
import { withBytes } from './zip-bytes'
import { type Chosen, findChosen, type Listed, listZip } from './zip-entries'

// A thousand ids of a form take 40 KB.
const mostBytes = 100_000
const Ids = z.array(idField).min(1).max(1_000)

const foreign = {
  ok: false,
  code: 'foreign-origin',
  reason: 'This request did not come from one of our pages.',
} as const
const malformed = { ok: false, code: 'malformed', reason: 'Choose from 1 to 1,000 files and folders.' } as const

async function readIds(request: Request): Promise<readonly string[] | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > mostBytes) return null
    chunks.push(chunk)
  }
  const parsed = Ids.safeParse(new URLSearchParams(Buffer.concat(chunks).toString()).getAll('id'))
  return parsed.success ? parsed.data : null
}

/** SWI-5: who signed out, or was, gets no more of it. */
const demanding =
  ({ sessionId }: UserActor) =>
  async () => {
    if (!sessionId || !(await findSessionActor(sessionId))) throw new Error('The session of a zip has ended.')
  }

async function* from<Value>(first: IteratorResult<Value, void>, rest: AsyncGenerator<Value, void>) {
  if (!first.done) yield first.value
  yield* rest
}

/** What it is called: as the one thing chosen, else as their workspace. */
function zipName(chosen: readonly Chosen[]): string {
  const [first] = chosen
  return `${(chosen.length === 1 && first?.name) || first?.workspace.name || 'Files'}.zip`
}

async function send(actor: UserActor, chosen: readonly Chosen[]): Promise<Response> {
  const files = listZip(actor, chosen, demanding(actor))
  const first = await files.next()
  const [refusal] = chosen.flatMap(({ mayRead }) => (mayRead.ok ? [] : [mayRead]))
  if (first.done && refusal && chosen.every(({ mayRead }) => !mayRead.ok)) return refuse(refusal, 403)
  const call = await callOf(actor)
  const kept = await during(call, () => recordZip({ nodeIds: chosen.map(({ id }) => id) }))
  if (!kept.ok) return refuse(kept, statusOf(kept))
  let current: Listed | null = null
  const begins = (file: Listed) => {
    current = file
  }
  const broken = (error: unknown) => report(call, current, error)
  const place = placeOfBytes(actor.organization.id)
  const bytes = zipOf(withBytes(await storage(), place, from(first, files), begins))
  try {
    const body = await bodyOf({ bytes, close: () => bytes.return() }, broken)
    const disposition = asAttachment(zipName(chosen))
    return new Response(body, {
      headers: { ...contentsHeaders, 'content-type': 'application/zip', 'content-disposition': disposition },
    })
  } catch (error) {
    await broken(error)
    return failed(error, call.requestId)
  }
}

/**
 * FIL-7: answers a form with up to 1,000 fields `id` by one zip of what they name, as it is made: 401 when nobody is
 * signed in, 404 unless all of it exists for the actor, 403 when they may read nothing of it. It breaks off where bytes
 * are missing or damaged.
 */
export async function answerZip(request: Request): Promise<Response> {
  if (!(await isFromOwnPage())) return refuse(foreign, 403)
  const actor = await findActor()
  if (!actor) return refuse(signedOut, 401)
  const ids = await readIds(request)
  if (!ids) return refuse(malformed, 400)
  const chosen = await findChosen(actor, ids)
  return chosen ? send(actor, chosen) : refuse(notFound().failure, 404)
}
