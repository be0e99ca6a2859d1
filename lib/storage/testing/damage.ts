import { existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { settings } from '../../settings'
import { type BlobName, blobFile, placePath } from '../names'

/** Where this deployment's own store, which is on the local disk in tests, keeps a blob. */
const pathOf = (name: BlobName) =>
  join(settings().dataFolder, 'storage', 'blobs', ...placePath(name), blobFile(name).slice(0, 2), blobFile(name))

/** Changes one byte of a blob behind the store's back; `at` counts from its beginning. */
export function flipByte(name: BlobName, at: number): void {
  const bytes = readFileSync(pathOf(name))
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  writeFileSync(pathOf(name), bytes)
}

/** Takes a blob away behind the store's back. */
export const removeBlob = (name: BlobName): void => rmSync(pathOf(name))

/** Puts bytes where a blob of this name would be, as if they had been there for so many hours. */
export function plantBlob(name: BlobName, bytes: Uint8Array | string, hoursAgo = 0): void {
  mkdirSync(dirname(pathOf(name)), { recursive: true })
  writeFileSync(pathOf(name), bytes)
  const then = new Date(Date.now() - hoursAgo * 3_600_000)
  utimesSync(pathOf(name), then, then)
}

/** Whether a blob is there, whatever is in it. */
export const isThere = (name: BlobName): boolean => existsSync(pathOf(name))
