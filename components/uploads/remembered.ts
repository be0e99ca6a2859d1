'use client'

import type { IfTaken, Target } from './uploads'

/** An upload as it outlives its page; with `handle` the browser finds its file again by itself. */
export type Remembered = {
  readonly id: string
  readonly url: string | null
  readonly name: string
  readonly size: number
  readonly changed: number
  readonly target: Target
  readonly ifTaken: IfTaken
  readonly handle?: FileSystemFileHandle
}

const store = 'uploads'

// Where a browser keeps nothing, uploads end with their page; that is all.
const open = () =>
  new Promise<IDBDatabase | null>((resolve) => {
    try {
      const request = indexedDB.open('atrium-uploads', 1)
      request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: 'id' })
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => resolve(null)
    } catch {
      resolve(null)
    }
  })
let opened: Promise<IDBDatabase | null> | undefined

async function inStore(mode: IDBTransactionMode, run: (uploads: IDBObjectStore) => void): Promise<void> {
  opened ??= open()
  const database = await opened
  if (!database) return
  await new Promise<void>((resolve) => {
    const transaction = database.transaction(store, mode)
    for (const end of ['complete', 'abort', 'error']) transaction.addEventListener(end, () => resolve())
    run(transaction.objectStore(store))
  })
}

export const remember = (uploads: readonly Remembered[]) =>
  inStore('readwrite', (kept) => {
    for (const upload of uploads) kept.put(upload)
  })

export const forget = (ids: readonly string[]) =>
  inStore('readwrite', (kept) => {
    for (const id of ids) kept.delete(id)
  })

/** What this browser remembers, whoever began it. */
export async function recall(): Promise<readonly Remembered[]> {
  const found: Remembered[] = []
  await inStore('readonly', (kept) => {
    const request: IDBRequest<Remembered[]> = kept.getAll()
    request.onsuccess = () => found.push(...request.result)
  })
  return found
}
