'use client'

import type { Picked } from './picked'
import { forget, type Remembered, recall, remember } from './remembered'
import { sendFile } from './send-file'
import {
  addUploads,
  changeUpload,
  count,
  getNow,
  type IfTaken,
  isOver,
  removeUploads,
  type Target,
  type Upload,
} from './uploads'

/** How many are sent at a time. */
const lanes = 3

/** How long to wait, in milliseconds, until a server that could not be reached is tried again. */
const patience = 3_000

/** The same until one more is begun, where the user has as many open as they may. */
const longPatience = 15_000

/** How often, in milliseconds, a file says how far it is. */
const often = 250

/** Why one failed that may still go on, the page loaded again too; any other reason is about the file itself. */
const passing: readonly string[] = ['failed', 'unavailable', 'no-access', 'no-space', 'signed-out', 'acting-as-other']

type Job = Omit<Remembered, 'handle'> & { readonly file: File | null; readonly handle?: FileSystemFileHandle }

const jobs = new Map<string, Job>()
const running = new Map<string, AbortController>()

/** Where the server takes no more: until when none is begun, and then one alone. Those that were begun go on. */
let heldUntil: number | null = null

const stateOf = (id: string) => getNow().uploads.find((upload) => upload.id === id)?.state

function keep({ file: _, ...job }: Job) {
  void remember([job])
}

async function run(job: Job, file: File): Promise<void> {
  const { id } = job
  const controller = new AbortController()
  running.set(id, controller)
  changeUpload(id, { state: 'sending', reason: undefined })
  let told = 0
  const heard = {
    onProgress(sent: number) {
      // A browser says so many times a second, of each.
      if (performance.now() - told < often) return
      told = performance.now()
      changeUpload(id, { sent })
    },
    onChecking: () => changeUpload(id, { state: 'checking' }),
    onUrl(url: string) {
      if (job.url === null) heldUntil = null
      const begun = { ...job, url }
      jobs.set(id, begun)
      keep(begun)
    },
  }
  try {
    const sent = await sendFile({ ...job, file }, heard, controller.signal)
    if (sent.ok) {
      changeUpload(id, { state: 'done', sent: job.size, name: sent.name })
      await end(id)
    } else if (sent.code === 'many-uploads') {
      heldUntil = performance.now() + longPatience
      changeUpload(id, { state: 'waiting', reason: sent.reason })
    } else if (sent.code === 'unreached') changeUpload(id, { state: 'offline' })
    else if (sent.code === 'unreadable') changeUpload(id, { state: 'asks', reason: sent.reason })
    else {
      if (!passing.includes(sent.code)) await giveUp(id)
      changeUpload(id, { state: 'failed', reason: sent.reason })
    }
  } catch (error) {
    // Whoever stopped it has said how it stands.
    if (!controller.signal.aborted) {
      changeUpload(id, { state: 'failed', reason: 'This did not work. Try again.' })
      throw error
    }
  } finally {
    if (running.get(id) === controller) running.delete(id)
    next()
  }
}

/** Whether another may be begun now. */
function takeTurn(): boolean {
  if (heldUntil === null) return true
  const now = performance.now()
  const isDue = now >= heldUntil
  if (isDue) heldUntil = now + longPatience
  return isDue
}

/** Starts what waits, as long as a lane is free. */
function next() {
  for (const { id, state } of getNow().uploads) {
    if (running.size >= lanes) return
    const job = jobs.get(id)
    if (state !== 'waiting' || !job?.file || running.has(id)) continue
    if (job.url !== null || takeTurn()) void run(job, job.file)
  }
}

/** What this does not reach ends by itself in a week. */
const dropAt = (url: string) =>
  fetch(url, { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0' } }).catch(() => null)

/** Forgets one, and what stands of it: tried again, it begins anew. */
async function giveUp(id: string): Promise<void> {
  const job = jobs.get(id)
  await forget([id])
  if (!job?.url) return
  jobs.set(id, { ...job, url: null })
  await dropAt(job.url)
}

/** One has come to its end: another may begin. */
async function end(id: string): Promise<void> {
  jobs.delete(id)
  await forget([id])
  if (heldUntil !== null) heldUntil = 0
}

/** Puts what was picked at the end of the queue. */
export function enqueue(picked: readonly (Picked & { readonly target: Target; readonly ifTaken: IfTaken })[]): void {
  const added = picked.map(({ file, handle, target, ifTaken }) => ({
    id: crypto.randomUUID(),
    url: null,
    name: file.name,
    size: file.size,
    changed: file.lastModified,
    target,
    ifTaken,
    file,
    ...(handle && { handle }),
  }))
  for (const job of added) jobs.set(job.id, job)
  void remember(added.map(({ file: _, ...job }) => job))
  addUploads(added.map(({ id, name, size, target }) => ({ id, name, size, sent: 0, state: 'waiting', target })))
  next()
}

/** Stops sending; what stands at the server stays. */
export function pause(id: string): void {
  running.get(id)?.abort()
  running.delete(id)
  changeUpload(id, { state: 'paused' })
  next()
}

/** Goes on, or tries again. */
export function resume(id: string): void {
  const job = jobs.get(id)
  if (job && stateOf(id) === 'failed') keep(job)
  changeUpload(id, { state: 'waiting', reason: undefined })
  next()
}

/** Gives up, here and at the server. */
export async function cancel(id: string): Promise<void> {
  const url = jobs.get(id)?.url
  running.get(id)?.abort()
  running.delete(id)
  removeUploads((upload) => upload.id === id)
  if (url) await dropAt(url)
  await end(id)
  next()
}

/** Takes what has ended off the list. */
export function clear(): void {
  const hasEnded = (upload: Upload) => isOver([upload])
  for (const { id } of getNow().uploads.filter(hasEnded)) void end(id)
  removeUploads(hasEnded)
}

/** Gives files to those uploads that ask for them, by name, size and time of the last change; answers how many it fits. */
export function giveAgain(files: readonly File[]): number {
  let given = 0
  for (const file of files)
    for (const job of jobs.values()) {
      const fits = job.name === file.name && job.size === file.size && job.changed === file.lastModified
      if (!fits || stateOf(job.id) !== 'asks') continue
      jobs.set(job.id, { ...job, file })
      resume(job.id)
      given++
    }
  return given
}

/** Asks the browser for the files it knows, which takes a press of a button; the others are chosen again. */
export async function openAgain(): Promise<void> {
  for (const job of [...jobs.values()]) {
    if (stateOf(job.id) !== 'asks' || !job.handle) continue
    if ((await job.handle.requestPermission?.()) !== 'granted') return
    giveAgain([await job.handle.getFile()])
  }
}

/** Whether the browser knows where a file is that is asked for. */
export const knowsFiles = (): boolean => [...jobs.values()].some(({ id, handle }) => handle && stateOf(id) === 'asks')

/** Takes up what a user began before the page was loaded again. */
export async function restore(userId: string): Promise<void> {
  const own = (await recall()).filter(({ id, target }) => target.drawnFor.userId === userId && !jobs.has(id))
  for (const { handle, ...job } of own) jobs.set(job.id, { ...job, file: null, ...(handle && { handle }) })
  addUploads(own.map(({ id, name, size, target }) => ({ id, name, size, sent: 0, state: 'asks', target })))
  for (const { handle } of own)
    if (handle && (await handle.queryPermission?.()) === 'granted') giveAgain([await handle.getFile()])
}

function tryAgain() {
  for (const { id, state } of getNow().uploads) if (state === 'offline') resume(id)
  next()
}

window.addEventListener('online', tryAgain)
window.setInterval(tryAgain, patience)
window.addEventListener('beforeunload', (event) => {
  if (count(getNow().uploads, 'waiting', 'sending', 'checking', 'offline') > 0) event.preventDefault()
})
