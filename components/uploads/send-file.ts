'use client'

import { DetailedError, type HttpResponse, Upload } from 'tus-js-client'
import { z } from 'zod'
import { hashFile } from './hash-file'
import type { IfTaken, Target } from './uploads'

/** A file to be sent; `url` is where it goes on, once it was begun. */
export type Job = {
  readonly file: File
  readonly target: Target
  readonly ifTaken: IfTaken
  readonly url: string | null
}

/** How it ended: the name it got, or why it has none. `unreached`: it goes on when the server can be reached again. */
export type Sent = { readonly ok: true; readonly name: string } | Unsent
type Unsent = { readonly ok: false; readonly code: string; readonly reason: string }

type Heard = {
  readonly onProgress: (sent: number) => void
  readonly onUrl: (url: string) => void
  /** All is sent. */
  readonly onChecking: () => void
}

// Of these the hash is known before they are sent, in the one request they take. That of others follows.
const small = 16 * 1024 * 1024

const unreached = { ok: false, code: 'unreached', reason: 'The server cannot be reached.' } as const
const unreadable = {
  ok: false,
  code: 'unreadable',
  reason: 'The file cannot be read any more. Choose it again.',
} as const
const Refusal = z.object({ code: z.string(), reason: z.string(), fields: z.record(z.string(), z.string()).optional() })

function refusalIn(text: string, status: number): Unsent {
  try {
    const { code, reason, fields } = Refusal.parse(JSON.parse(text))
    // There is no form to say it beside.
    return { ok: false, code, reason: Object.values(fields ?? {})[0] ?? reason }
  } catch {
    // What stands before Atrium says so while it is started again.
    if (status >= 502) return unreached
    return { ok: false, code: 'failed', reason: 'Atrium could not take it. Try again.' }
  }
}

/** Tells the hash of what was sent; `whole` is what the server said of its bytes. */
async function tellHash(url: string, size: number, hash: string, whole: string | null): Promise<Sent> {
  const headers = {
    'Tus-Resumable': '1.0.0',
    'Upload-Offset': String(size),
    'Content-Type': 'application/offset+octet-stream',
    'Atrium-Hash': `sha256 ${hash}`,
    ...(whole !== null && { 'Atrium-Whole': whole }),
  }
  const answer = await fetch(url, { method: 'PATCH', headers }).catch(() => null)
  if (!answer) return unreached
  const name = answer.headers.get('atrium-name')
  return answer.ok && name !== null
    ? { ok: true, name: decodeURIComponent(name) }
    : refusalIn(await answer.text(), answer.status)
}

type Stage = { readonly response: HttpResponse | null; readonly url: string | null } | Unsent

/** Sends what is not there yet, and gives the last answer. Rejects when it is stopped. */
function sendBytes(job: Job, metadata: Record<string, string>, heard: Heard, signal: AbortSignal): Promise<Stage> {
  return new Promise((resolve, reject) => {
    const query = new URLSearchParams(job.target.drawnFor)
    const upload = new Upload(job.file, {
      endpoint: `${window.location.origin}/api/uploads?${query}`,
      uploadUrl: job.url,
      metadata,
      retryDelays: [0, 1_000, 3_000],
      uploadDataDuringCreation: job.file.size <= small,
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: () => upload.url && heard.onUrl(upload.url),
      onProgress: (sent) => heard.onProgress(sent),
      onSuccess: ({ lastResponse }) => resolve({ response: lastResponse, url: upload.url }),
      onError: (error) => {
        const response = error instanceof DetailedError ? error.originalResponse : null
        // A lost connection has no answer; a file that cannot be read was never asked for.
        if (!(error instanceof DetailedError)) return resolve(unreadable)
        const status = response?.getStatus() ?? 0
        resolve(response && status > 0 ? refusalIn(response.getBody(), status) : unreached)
      },
    })
    const stop = () => {
      void upload.abort()
      reject(signal.reason)
    }
    signal.addEventListener('abort', stop, { once: true })
    upload.start()
  })
}

/** FIL-6: sends a file, or the rest of it, and its hash; the server compares both. Rejects when it is stopped. */
export async function sendFile(job: Job, heard: Heard, signal: AbortSignal): Promise<Sent> {
  const { file, target, ifTaken } = job
  const hashing = hashFile(file, signal)
  hashing.catch(() => {}) // it is awaited below, maybe later than it fails
  const declared = await (file.size <= small ? hashing : Promise.resolve('follows')).catch(() => null)
  signal.throwIfAborted()
  if (declared === null) return unreadable
  const metadata = { folder: target.folderId, name: file.name, hash: declared, 'if-taken': ifTaken }
  const stage = await sendBytes(job, metadata, heard, signal)
  if ('ok' in stage) return stage
  const name = stage.response?.getHeader('atrium-name')
  if (name) return { ok: true, name: decodeURIComponent(name) }
  heard.onChecking()
  const hash = await hashing.catch(() => null)
  signal.throwIfAborted()
  if (hash === null || stage.url === null) return unreadable
  return tellHash(stage.url, file.size, hash, stage.response?.getHeader('atrium-whole') ?? null)
}
