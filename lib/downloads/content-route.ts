import 'server-only'
import { during } from '../call'
import { notFound } from '../change/failures'
import { placeOfBytes } from '../files/bytes'
import { lengthHeader } from '../peer'
import type { UserActor } from '../rules/actor'
import { findActor } from '../session'
import { bodyOf } from '../storage/bytes'
import { StorageError } from '../storage/errors'
import { storage } from '../storage/storage'
import type { Reading } from '../storage/store'
import { recordDownload } from './changes'
import { callOf, failed, refuse, report, signedOut, statusOf } from './failures'
import { contentsHeaders, isKnown, isSame, tagOf } from './headers'
import { VersionAsked } from './input'
import { type Contents, findContents, findRecorded } from './queries'
import { type Asked, readRange } from './range'

/** How bytes are given: to be kept, or to be looked at as `type`, which is never what the file says of itself. */
type Way = { readonly event: 'downloaded' | 'viewed'; readonly type: string; readonly disposition: string }

type Context = { readonly params: Promise<{ readonly id: string }> }

/** What of it to send: whoever has a part of other bytes gets all of these. */
const askedOf = (request: Request, contents: Contents, tag: string): Asked =>
  isSame(request.headers.get('if-range'), tag)
    ? readRange(request.headers.get('range'), contents.size)
    : { kind: 'whole' }

type Head = { readonly status: number; readonly headers: Readonly<Record<string, string>> }

function headOf(contents: Contents, asked: Asked): Head {
  if (asked.kind !== 'part') return { status: 200, headers: { [lengthHeader]: String(contents.size) } }
  const { start, end } = asked.range
  const range = `bytes ${start}-${end - 1}/${contents.size}`
  return { status: 206, headers: { [lengthHeader]: String(end - start), 'content-range': range } }
}

/** The bytes, once they are there and as many as the database says. */
async function read(actor: UserActor, { hash, size }: Contents, asked: Asked): Promise<Reading> {
  const range = asked.kind === 'part' ? asked.range : undefined
  const store = await storage()
  const reading = await store.read({ ...placeOfBytes(actor.organization.id), hash }, range).catch((error: unknown) => {
    // A part that the file has and its bytes have not.
    throw error instanceof StorageError && error.code === 'no-such-range' ? new StorageError('damaged', error) : error
  })
  if (reading.size === size) return reading
  await reading.close()
  throw new StorageError('damaged')
}

async function send(request: Request, actor: UserActor, contents: Contents, way: Way): Promise<Response> {
  const tag = tagOf(contents)
  const same = { etag: tag, 'accept-ranges': 'bytes', ...contentsHeaders }
  if (isKnown(request.headers.get('if-none-match'), tag)) return new Response(null, { status: 304, headers: same })
  const asked = askedOf(request, contents, tag)
  if (asked.kind === 'none')
    return new Response(null, { status: 416, headers: { ...same, 'content-range': `bytes */${contents.size}` } })
  const { status, headers } = headOf(contents, asked)
  const all = { ...same, ...headers, 'content-type': way.type, 'content-disposition': way.disposition }
  if (request.method === 'HEAD') return new Response(null, { status, headers: all })
  const call = await callOf(actor)
  // Parts of what is on record already are no news, and neither is a second look.
  const isNews =
    (way.event === 'downloaded' && asked.kind === 'whole') || !(await findRecorded(actor, contents, way.event))
  if (isNews) {
    const { id: nodeId, version } = contents
    const kept = await during(call, () => recordDownload({ nodeId, version, event: way.event }))
    if (!kept.ok) return refuse(kept, statusOf(kept))
  }
  try {
    const reading = await read(actor, contents, asked)
    const body = await bodyOf(reading, (error) => report(call, contents, error))
    return new Response(body, { status, headers: all })
  } catch (error) {
    await report(call, contents, error)
    return failed(error, call.requestId)
  }
}

/**
 * Route handlers that answer with the bytes of a file or of one of its versions, whole or in part (FIL-2, FIL-7): 401
 * when nobody is signed in, 404 when it does not exist for the actor or `way` gives null, 403 when they may not read it,
 * 500 when its bytes are missing or damaged. A damaged file that is long breaks off before its end.
 */
export function contentRoute(way: (contents: Contents) => Way | null) {
  const answer = async (request: Request, { params }: Context): Promise<Response> => {
    const actor = await findActor()
    if (!actor) return refuse(signedOut, 401)
    const asked = VersionAsked.safeParse(Object.fromEntries(new URL(request.url).searchParams))
    const contents = asked.success ? await findContents(actor, (await params).id, asked.data.version) : null
    const how = contents && way(contents)
    if (!contents || !how) return refuse(notFound().failure, 404)
    if (contents.mayRead.ok) return send(request, actor, contents, how)
    const { id: nodeId, version } = contents
    // Refused by the same rule, and on record.
    const refused = await during(await callOf(actor), () => recordDownload({ nodeId, version, event: how.event }))
    return refused.ok ? send(request, actor, contents, how) : refuse(refused, statusOf(refused))
  }
  return { GET: answer, HEAD: answer } as const
}
