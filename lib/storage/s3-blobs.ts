import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { StorageError } from './errors'
import { type BlobName, blobFile, isPart, placePath } from './names'
import type { S3Objects } from './s3-objects'
import type { Blob, BlobStore, Stored } from './store'

/** A blob's bytes: themselves, or the objects they are joined of. */
export type Content = Uint8Array | readonly string[]

/** How long a removal may take before it is taken for dead, and how long it waits before it gives itself up. */
const deadAfter = 10 * 60_000
const removeWithin = 20_000

const freshFor = 60 * 60_000

/**
 * Blobs in S3: `blobs/<organization>/<region>/<hash>`. Nothing there removes an object only if nobody has put it again,
 * so a removal and a put that find the same old blob tell each other by marks: each leaves its own before it looks for
 * the other's, and so at least one of them sees the other. A blob younger than an hour is never removed, and a put leaves it as it is.
 */
export function s3Blobs(objects: S3Objects) {
  const keyOf = (name: BlobName) => ['blobs', ...placePath(name), blobFile(name)].join('/')
  const marksOf = (name: BlobName) => ['marks', ...placePath(name), blobFile(name), ''].join('/')
  const wantedOf = (name: BlobName) => `${marksOf(name)}wanted`

  async function stat(name: BlobName): Promise<Stored | null> {
    const found = await objects.head(keyOf(name))
    return found && { hash: name.hash, size: found.size, storedAt: found.modified }
  }

  /** Says that a blob is wanted from now on; the time is the store's own. */
  async function want(name: BlobName): Promise<Date> {
    await objects.put(wantedOf(name), new Uint8Array())
    return (await objects.head(wantedOf(name)))?.modified ?? new Date()
  }

  async function isGoing(name: BlobName): Promise<boolean> {
    const marks = `${marksOf(name)}going-`
    let newest: Date | null = null
    for await (const { modified } of objects.list(marks)) if (!newest || modified > newest) newest = modified
    return newest !== null && newest.getTime() > (await want(name)).getTime() - deadAfter
  }

  /** Waits for removals that have begun. `unavailable` when one does not end. */
  async function afterRemovals(name: BlobName): Promise<void> {
    const deadline = Date.now() + 10_000
    while (await isGoing(name)) {
      if (Date.now() > deadline) throw new StorageError('unavailable')
      await wait(100)
    }
  }

  /** Keeps a blob under its hash; it appears whole. One of its size that stands already is not written again. */
  async function keep(name: BlobName, { size }: Blob, content: Content): Promise<void> {
    const stands = async () => {
      const found = await stat(name)
      return found?.size === size ? found : null
    }
    const found = await stands()
    if (found && found.storedAt.getTime() > Date.now() - freshFor) return
    if (found) await want(name)
    await afterRemovals(name)
    if (found && (await stands())) return
    if (content instanceof Uint8Array) await objects.put(keyOf(name), content)
    else if (content.length === 0) await objects.put(keyOf(name), new Uint8Array())
    else await objects.join(content, keyOf(name))
  }

  const removeOlder: BlobStore['removeOlder'] = async (name, date) => {
    const before = new Date(Math.min(date.getTime(), Date.now() - freshFor))
    const isOld = async () => {
      const found = await stat(name)
      return found !== null && found.storedAt < before
    }
    if (!(await isOld())) return false
    const mark = `${marksOf(name)}going-${randomUUID()}`
    const since = performance.now()
    await objects.put(mark, new Uint8Array())
    try {
      const wanted = await objects.head(wantedOf(name))
      if ((wanted && wanted.modified >= before) || !(await isOld())) return false
      if (performance.now() - since > removeWithin) return false
      await objects.remove(keyOf(name))
      return true
    } finally {
      await objects.remove(mark)
    }
  }

  async function* list(place: Parameters<BlobStore['list']>[0], after?: string): AsyncGenerator<Stored, void> {
    const folder = ['blobs', ...placePath(place), ''].join('/')
    const found = objects.list(folder, after && folder + blobFile({ hash: after }))
    for await (const { key, size, modified } of found)
      yield { hash: key.slice(folder.length), size, storedAt: modified }
  }

  /** Takes the first blob of a place, and goes on behind the place's last: `0` is what follows `/`. */
  async function* places(): ReturnType<BlobStore['places']> {
    for (let after = 'blobs/'; after; ) {
      const { value: first } = await objects.list('blobs/', after).next()
      const [, organizationId = '', region = ''] = first?.key.split('/') ?? []
      after = first ? `blobs/${organizationId}/${region}0` : ''
      if (isPart('organizationId', organizationId) && isPart('region', region)) yield { organizationId, region }
    }
  }

  return {
    keyOf,
    keep,
    store: { stat, removeOlder, list, places },
    /** Removes marks that nobody looks for any more. */
    async sweepMarks(before: Date): Promise<void> {
      for await (const { key, modified } of objects.list('marks/')) if (modified < before) await objects.remove(key)
    },
  } as const
}
