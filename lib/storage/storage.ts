import 'server-only'
import { join } from 'node:path'
import { settings } from '../settings'
import { diskStore } from './disk-store'
import type { BlobStore } from './store'

async function open(): Promise<BlobStore> {
  const { storage: s3, dataFolder } = settings()
  if (!s3) return diskStore(join(dataFolder, 'storage'))
  // Its client is large: only a process that uses it loads it.
  const { s3Store } = await import('./s3-store')
  return s3Store(s3)
}

let known: Promise<BlobStore> | undefined

/** Where this deployment keeps bytes: ATRIUM_STORAGE, else the data folder. Opening touches neither. */
export function storage(): Promise<BlobStore> {
  known ??= open()
  return known
}
