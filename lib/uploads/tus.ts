import 'server-only'
import { z } from 'zod'
import { isFromOwnPage } from '../action'
import { during } from '../call'
import { notFound, Refused } from '../change/failures'
import { describeError, log } from '../log'
import { origin, requestId } from '../request'
import type { UserActor } from '../rules/actor'
import { findActor } from '../session'
import { StorageError } from '../storage/errors'
import type { Bytes } from '../storage/store'
import { answer, became, refuse, standing } from './answers'
import { dropUpload } from './changes'
import { own, readMetadata, readOffset, readWhole, tusExtensions, tusVersion } from './headers'
import { type FoundUpload, findUpload } from './queries'
import { complete, offsetOf, openUpload, takePiece } from './receive'

const malformed = (reason: string) => new Refused({ ok: false, code: 'malformed', reason })

const DrawnFor = z.object({ userId: z.guid(), workspaceId: z.guid() })

/** SWI-8: whom the page was drawn for, where the address says so. */
const drawnForOf = ({ url }: Request) => DrawnFor.safeParse(Object.fromEntries(new URL(url).searchParams)).data

/** Who asks, and on whose authority changes are then made. */
async function openCall(request: Request, id: string) {
  const isRead = request.method === 'HEAD'
  if (!isRead && !(await isFromOwnPage()))
    throw new Refused({ ok: false, code: 'foreign-origin', reason: 'This request did not come from one of our pages.' })
  const actor = await findActor()
  if (!actor?.sessionId)
    throw new Refused({ ok: false, code: 'signed-out', reason: 'You are signed out. Sign in again.' })
  const claim = { kind: 'session', sessionId: actor.sessionId } as const
  return { actor, call: { claim, requestId: id, ...(await origin()), drawnFor: drawnForOf(request) } }
}

function failed(error: unknown, id: string): Response {
  if (error instanceof Refused) return refuse(error.failure)
  const isKnown = error instanceof StorageError
  // A sender who left is no failure of ours.
  if (!isKnown || ['no-space', 'no-access', 'unavailable'].includes(error.code))
    log.error({ requestId: id, ...describeError(error) }, 'an upload failed')
  return refuse({
    ok: false,
    code: isKnown ? error.code : 'failed',
    reason: isKnown ? error.message : 'Atrium could not take it. Try again.',
    requestId: id,
  })
}

type Context = { readonly params: Promise<{ readonly id?: readonly string[] }> }
type Handling = (actor: UserActor, request: Request, uploadId: string | undefined) => Promise<Response>

/** A verb of the protocol: own pages and signed-in people only, by what they may do at this request (SEC-3). */
const verb =
  (run: Handling) =>
  async (request: Request, { params }: Context): Promise<Response> => {
    const id = await requestId()
    if (request.headers.get('tus-resumable') !== tusVersion) return answer(412, { 'tus-version': tusVersion })
    try {
      const { actor, call } = await openCall(request, id)
      const [uploadId, ...rest] = (await params).id ?? []
      if (rest.length > 0) throw notFound()
      return await during(call, () => run(actor, request, uploadId))
    } catch (error) {
      return failed(error, id)
    }
  }

/** The same for an upload of the acting user's that may go on, or is done. */
const ofUpload = (run: (upload: FoundUpload, request: Request) => Promise<Response>) =>
  verb(async (actor, request, uploadId) => {
    const upload = uploadId === undefined ? null : await findUpload(actor, uploadId)
    if (!upload) throw notFound()
    if (!upload.mayGoOn.ok && !upload.file) return refuse({ ...upload.mayGoOn })
    return run(upload, request)
  })

const isOfBytes = ({ headers }: Request) => headers.get('content-type') === 'application/offset+octet-stream'
const bodyOf = ({ body }: Request): Bytes => body ?? (async function* () {})()
const hashIn = ({ headers }: Request) => /^sha256 ([0-9a-f]{64})$/.exec(headers.get(own.hash) ?? '')?.[1] ?? null

/**
 * Takes what a request carries, and makes the file once all is there and its hash, where it follows, is told. Answers
 * where the upload then stands, or why it ended.
 */
async function take(upload: FoundUpload, offset: number, request: Request) {
  const appended =
    offset === upload.size
      ? readWhole(upload.id, request.headers.get(own.whole))
      : await takePiece(upload, offset, bodyOf(request))
  const reached = appended?.offset ?? offset
  const hash = upload.hash === 'follows' ? hashIn(request) : upload.hash
  if (reached < upload.size || (upload.hash === 'follows' && hash === null)) return standing(upload, reached, appended)
  const finished = await complete(upload, hash, appended)
  if (!finished.ok) throw new Refused(finished)
  return became(upload, finished.value)
}

/** What this server can do. */
export const describeTus = async (): Promise<Response> =>
  answer(204, { 'tus-version': tusVersion, 'tus-extension': tusExtensions })

const ifTakens = ['refuse', 'keep-both', 'replace'] as const

/** FIL-6, FIL-10: opens an upload, and takes its first bytes where the request carries some. */
export const createUpload = verb(async (actor, request, uploadId) => {
  if (uploadId !== undefined) throw notFound()
  const size = readOffset(request.headers.get('upload-length'))
  const said = readMetadata(request.headers.get('upload-metadata') ?? '')
  if (size === null || !said) throw malformed('An upload begins with Upload-Length and Upload-Metadata.')
  const opened = await openUpload(actor, {
    folderId: said.folder ?? '',
    name: said.name ?? '',
    size,
    hash: said.hash || null,
    ifTaken: ifTakens.find((one) => one === said['if-taken']) ?? 'refuse',
  })
  if (!opened.ok) return refuse(opened)
  const location = `/api/uploads/${opened.value.id}`
  const upload = isOfBytes(request) ? await findUpload(actor, opened.value.id) : null
  return answer(201, { location, ...(upload && (await take(upload, 0, request))) })
})

/** How much of an upload stands. One whose last byte came, and that is no file yet, is made one: its sender sends no more. */
export const askUpload = ofUpload(async (upload) => {
  const length = { 'upload-length': `${upload.size}` }
  const offset = await offsetOf(upload)
  if (!upload.file && offset === upload.size && upload.hash !== 'follows') {
    const finished = await complete(upload, upload.hash)
    return finished.ok ? answer(200, { ...length, ...became(upload, finished.value) }) : refuse(finished)
  }
  return answer(200, { ...length, 'upload-offset': `${offset}`, ...(upload.file && became(upload, upload.file)) })
})

/** FIL-6: takes a piece. */
export const takeUpload = ofUpload(async (upload, request) => {
  const offset = readOffset(request.headers.get('upload-offset'))
  if (offset === null || !isOfBytes(request))
    throw malformed('A piece has Upload-Offset and a content type of its own.')
  // Its end was told to nobody: it is told again.
  if (upload.file && offset === upload.size) return answer(204, became(upload, upload.file))
  return answer(204, await take(upload, offset, request))
})

/** FIL-6: gives an upload up. */
export const endUpload = verb(async (_, __, uploadId) => {
  const dropped = await dropUpload({ uploadId: uploadId ?? '' })
  return dropped.ok ? answer(204) : refuse(dropped)
})
