import type { Place } from './names'
import type { BlobStore, Stored } from './store'

type Sweep = {
  readonly place: Place
  /** Only blobs last put before this moment: bytes stand before the row that names them is written. */
  readonly before: Date
  /** Goes on after this hash, where an earlier sweep was stopped. */
  readonly after?: string
  /** Which of these somebody names. Asked anew for each batch, against the database as it stands then. */
  readonly named: (hashes: readonly string[]) => Promise<ReadonlySet<string>>
  readonly batch?: number
}

/** How far a sweep has come: all up to `after` is done. `removed` and `bytes` are those of this batch. */
export type Swept = { readonly after: string; readonly removed: readonly string[]; readonly bytes: number }

async function* inBatches(blobs: AsyncIterable<Stored>, size: number): AsyncGenerator<readonly Stored[], void> {
  let batch: Stored[] = []
  for await (const blob of blobs) {
    batch.push(blob)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Removes blobs that nobody names, a batch at a time; in memory is one batch. Stop it after any, and go on from there. */
export async function* sweepOrphans(store: BlobStore, sweep: Sweep): AsyncGenerator<Swept, void> {
  const { place, before, after, named, batch = 500 } = sweep
  for await (const blobs of inBatches(store.list(place, after), batch)) {
    const old = blobs.filter(({ storedAt }) => storedAt < before)
    const kept = old.length > 0 ? await named(old.map(({ hash }) => hash)) : new Set()
    const removed: Stored[] = []
    for (const blob of old)
      if (!kept.has(blob.hash) && (await store.removeOlder({ ...place, hash: blob.hash }, before))) removed.push(blob)
    yield {
      after: blobs.at(-1)?.hash ?? '',
      removed: removed.map(({ hash }) => hash),
      bytes: removed.reduce((sum, { size }) => sum + size, 0),
    }
  }
}
