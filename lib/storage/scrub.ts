import { StorageError } from './errors'
import type { BlobName } from './names'
import type { BlobStore } from './store'

/** What a scrub found of one blob. */
export type Scrubbed<Name extends BlobName> = { readonly name: Name; readonly state: 'sound' | 'damaged' | 'missing' }

async function stateOf(store: BlobStore, name: BlobName): Promise<Scrubbed<BlobName>['state']> {
  try {
    const { bytes } = await store.read(name)
    for await (const _ of bytes) {
      // The reading itself compares the hash at its end.
    }
    return 'sound'
  } catch (error) {
    if (error instanceof StorageError && (error.code === 'damaged' || error.code === 'missing')) return error.code
    throw error
  }
}

/**
 * Reads blobs from beginning to end, as named, and says of each whether it is what its name says. One is read at a time,
 * and no more names are taken than are read; to go on after a stop, name what comes after the last one told. A store that
 * fails otherwise is thrown: it says nothing about a blob.
 */
export async function* scrub<Name extends BlobName>(
  store: BlobStore,
  names: AsyncIterable<Name>,
): AsyncGenerator<Scrubbed<Name>, void> {
  for await (const name of names) yield { name, state: await stateOf(store, name) }
}
