import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { diskStore } from '../disk-store'
import type { BlobName, Place } from '../names'
import type { S3Settings } from '../s3-objects'
import { s3Store } from '../s3-store'
import type { BlobStore } from '../store'

/** How to open a store, in this process or another. */
export type Opening = { readonly disk: string } | { readonly s3: S3Settings }

export const openStore = (how: Opening): BlobStore => ('disk' in how ? diskStore(how.disk) : s3Store(how.s3))

/** An empty store of a test's own, and a way behind its back. */
export type Ground = {
  readonly how: Opening
  readonly store: BlobStore
  /** Files that stand: of blobs by hash, of uploads and of anything else by path. */
  files(): readonly string[]
  /** Makes all that stands look as old as this, in hours. */
  age(hours: number): void
  /** Changes one byte of a blob; `at` counts from its beginning. */
  flip(name: BlobName, at: number): void
  /** Removes a file, as `files` names it. */
  remove(path: string): void
  /** Takes the last byte off. */
  cut(name: BlobName): void
}

/** A kind of store that tests run on. */
export type Kind = { readonly name: string; open(): Ground; stop(): Promise<void> }

export const aPlace = (region = 'eu-central'): Place => ({ organizationId: randomUUID(), region })

function groundOver(folder: string, how: Opening, isFile: (path: string) => boolean): Ground {
  const every = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((path) => join(folder, path))
      .filter((path) => statSync(path, { throwIfNoEntry: false }) !== undefined)
  const files = () => every().filter((path) => statSync(path).isFile() && isFile(path))
  const pathOf = ({ organizationId, region, hash }: BlobName) => {
    const inPlace = files().filter((path) => path.includes(`/blobs/${organizationId}/${region}/`))
    const found = inPlace.find((path) => path.includes(hash))
    if (!found) throw new Error(`No file holds ${hash}.`)
    return found
  }
  const rewrite = (name: BlobName, change: (bytes: Buffer) => Buffer) => {
    const path = pathOf(name)
    writeFileSync(path, change(readFileSync(path)))
  }
  return {
    how,
    store: openStore(how),
    files: () => files().map((path) => relative(folder, path)),
    age(hours) {
      const then = new Date(Date.now() - hours * 3_600_000)
      for (const path of every()) utimesSync(path, then, then)
    },
    flip: (name, at) =>
      rewrite(name, (bytes) => {
        bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
        return bytes
      }),
    remove: (path) => rmSync(join(folder, path)),
    cut: (name) => rewrite(name, (bytes) => bytes.subarray(0, -1)),
  }
}

/** The local disk, in a temporary folder. */
export function diskKind(): Kind {
  const root = mkdtempSync(join(tmpdir(), 'atrium-disk-'))
  return {
    name: 'on the local disk',
    open() {
      const folder = join(root, randomUUID())
      mkdirSync(folder)
      return groundOver(folder, { disk: folder }, () => true)
    },
    stop: async () => rmSync(root, { recursive: true }),
  }
}

const told = z.object({ port: z.number() })
export const s3Credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' } as const

/** An S3 server of the tests' own, in a process of its own, on this machine only; `shell` as for `startVictim`. */
export async function s3Kind(shell = 'exec "$@"'): Promise<Kind> {
  const root = mkdtempSync(join(tmpdir(), 'atrium-s3-'))
  const command = [process.execPath, join(import.meta.dirname, 's3-server.mjs'), root]
  const server = spawn('/bin/sh', ['-c', shell, 'sh', ...command], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [message] = await once(server, 'message')
  const endpoint = `http://127.0.0.1:${told.parse(message).port}`
  return {
    name: 'in S3',
    open() {
      const prefix = `${randomUUID()}/`
      const s3 = { bucket: 'atrium-test', prefix, endpoint, region: 'us-east-1', credentials: s3Credentials }
      const folder = join(root, 'atrium-test', prefix)
      mkdirSync(folder)
      return groundOver(folder, { s3 }, (path) => path.endsWith('._S3rver_object'))
    },
    async stop() {
      server.disconnect()
      await once(server, 'exit')
      rmSync(root, { recursive: true })
    },
  }
}
