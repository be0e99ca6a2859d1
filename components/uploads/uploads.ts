'use client'

import type { DrawnForValue } from '../change/drawn-for'

/** Where something is uploaded to, and for whom the page that began it was drawn (SWI-8). */
export type Target = { readonly folderId: string; readonly folderName: string; readonly drawnFor: DrawnForValue }

/** What becomes of a name that is there already. */
export type IfTaken = 'keep-both' | 'replace'

/**
 * How one stands. `asks`: the page was loaded again, and the browser no longer has the file. `offline`: the server cannot
 * be reached, and it goes on by itself. `checking`: all is sent, and compared.
 */
export type UploadState = 'waiting' | 'sending' | 'checking' | 'paused' | 'offline' | 'asks' | 'done' | 'failed'

/** A file on its way, as the tray shows it; `size` and `sent` in bytes. */
export type Upload = {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly sent: number
  readonly state: UploadState
  /** Why it failed. */
  readonly reason?: string
  readonly target: Target
}

export const count = (uploads: readonly Upload[], ...states: readonly UploadState[]): number =>
  uploads.filter(({ state }) => states.includes(state)).length

/** Whether nothing of them is under way or waits to be. */
export const isOver = (uploads: readonly Upload[]): boolean => count(uploads, 'done', 'failed') === uploads.length

/** A name that a folder has already. */
export type TakenName = {
  readonly folderId: string
  readonly name: string
  readonly kind: 'file' | 'folder'
  readonly mayReplace: { readonly ok: true } | { readonly ok: false; readonly code: string; readonly reason: string }
}

export type Answer = IfTaken | 'skip' | null

/** Asked once for all that is uploaded together. */
export type Question = { readonly taken: readonly TakenName[]; readonly answer: (answer: Answer) => void }

type Now = { readonly uploads: readonly Upload[]; readonly question: Question | null }

let now: Now = { uploads: [], question: null }
const listeners = new Set<() => void>()

/** All that is on its way in this tab; kept outside of pages, which come and go. */
export const getNow = (): Now => now

export function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function set(next: Partial<Now>) {
  now = { ...now, ...next }
  for (const listener of listeners) listener()
}

export const addUploads = (added: readonly Upload[]) => set({ uploads: [...now.uploads, ...added] })

export const changeUpload = (id: string, change: Partial<Upload>) =>
  set({ uploads: now.uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)) })

export const removeUploads = (isGone: (upload: Upload) => boolean) =>
  set({ uploads: now.uploads.filter((upload) => !isGone(upload)) })

/** Shows the question, and waits for its answer; null is to upload nothing. */
export const askOnce = (taken: readonly TakenName[]) =>
  new Promise<Answer>((resolve) => {
    const answer = (chosen: Answer) => {
      set({ question: null })
      resolve(chosen)
    }
    set({ question: { taken, answer } })
  })
