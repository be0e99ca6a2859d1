import { createHash, type Hash, randomUUID } from 'node:crypto'
import { compare, received } from './bytes'
import { StorageError } from './errors'
import { isPart, type Place, placePath, type UploadName, uploadFolder } from './names'
import { layOut, lengthOf, nextGeneration, type Piece, parsePiece, pieceName } from './pieces'
import { putThrough } from './put'
import type { s3Blobs } from './s3-blobs'
import { type Chunk, gathered, sendAll } from './s3-chunks'
import type { S3Objects } from './s3-objects'
import type { Appended, Blob, BlobStore, Bytes, Declared } from './store'

type Seen = { readonly upload: UploadName; readonly written: Date }

/**
 * Uploads on their way in S3: `uploads/<organization>/<region>/<id>/<piece>`, several objects an `append`, each of them
 * there whole or not at all; beside them an empty `open`. What stands is what a list of them says.
 */
export function s3Uploads(objects: S3Objects, blobs: ReturnType<typeof s3Blobs>) {
  const folderOf = (upload: UploadName) => ['uploads', ...placePath(upload), uploadFolder(upload), ''].join('/')

  /** Null when the upload is not open. */
  async function piecesOf(upload: UploadName): Promise<readonly Piece[] | null> {
    const folder = folderOf(upload)
    const pieces: Piece[] = []
    let isOpen = false
    for await (const { key, size } of objects.list(folder)) {
      const piece = parsePiece(key.slice(folder.length), size)
      if (piece) pieces.push(piece)
      else isOpen = true
    }
    return isOpen ? pieces : null
  }

  async function openPieces(upload: UploadName): Promise<readonly Piece[]> {
    const pieces = await piecesOf(upload)
    if (!pieces) throw new StorageError('upload-gone')
    return pieces
  }

  async function append(upload: UploadName, offset: number, bytes: Bytes, atMost?: number): Promise<Appended> {
    const pieces = await openPieces(upload)
    if (lengthOf(layOut(pieces)) !== offset) throw new StorageError('offset-differs')
    const generation = nextGeneration(pieces)
    const hash = createHash('sha256')
    let position = offset
    const passing = hashed(received(bytes, atMost), hash)
    await sendAll(gathered(passing, offset), ({ start, chunk }) => {
      position = start + chunk.length
      return objects.put(folderOf(upload) + pieceName({ generation, offset: start }), chunk)
    })
    return { offset: position, ...(offset === 0 && { whole: { generation, hash: hash.digest('hex') } }) }
  }

  async function* readUpload(upload: UploadName, pieces: readonly Piece[]): AsyncGenerator<Uint8Array, void> {
    for (const { piece, length } of layOut(pieces)) {
      const got = await objects.get(folderOf(upload) + pieceName(piece), { start: 0, end: length })
      if (!got) throw new StorageError('upload-gone')
      yield* got.body
    }
  }

  async function finish(upload: UploadName, declared?: Declared, appended?: Appended): Promise<Blob> {
    const pieces = await openPieces(upload)
    // What one was told stands may have been swept since.
    if (appended && lengthOf(layOut(pieces)) < appended.offset) throw new StorageError('upload-gone')
    const whole = appended?.whole
    const cameInOneGo = whole && pieces.every(({ generation }) => generation === whole.generation)
    if (!cameInOneGo) {
      const blob = await put(upload, readUpload(upload, pieces), declared)
      await drop(upload)
      return blob
    }
    const blob = { hash: whole.hash, size: appended.offset }
    compare(blob, declared)
    const keys = layOut(pieces).map(({ piece }) => folderOf(upload) + pieceName(piece))
    await blobs.keep({ ...upload, hash: blob.hash }, blob, keys)
    await drop(upload)
    return blob
  }

  /** What one object holds is hashed before it is sent, and needs no upload. */
  async function put(place: Place, bytes: Bytes, declared?: Declared): Promise<Blob> {
    const chunks = gathered(received(bytes, declared?.size), 0)
    const [first, second] = [await chunks.next(), await chunks.next()]
    if (!first.done && !second.done)
      return putThrough(uploads, place, allOf([first.value, second.value], chunks), declared)
    const content = first.done ? new Uint8Array() : first.value.chunk
    const blob = { hash: createHash('sha256').update(content).digest('hex'), size: content.length }
    compare(blob, declared)
    await blobs.keep({ ...place, hash: blob.hash }, blob, content)
    return blob
  }

  /** `open` goes last: what a broken-off removal leaves is still an upload, and is swept as one. */
  async function drop(upload: UploadName): Promise<void> {
    const folder = folderOf(upload)
    for await (const { key } of objects.list(folder)) if (key !== `${folder}open`) await objects.remove(key)
    await objects.remove(`${folder}open`)
  }

  async function openUpload({ organizationId, region }: Place): Promise<UploadName> {
    const upload = { organizationId, region, id: randomUUID() }
    await objects.put(`${folderOf(upload)}open`, new Uint8Array())
    return upload
  }

  /** Every upload with the time at which it was last written to. A list is in order, so one is held at a time. */
  async function* everyUpload(): AsyncGenerator<Seen, void> {
    let seen: Seen | undefined
    for await (const { key, modified } of objects.list('uploads/')) {
      const [, organizationId = '', region = '', id = ''] = key.split('/')
      if (!isPart('organizationId', organizationId) || !isPart('region', region) || !isPart('id', id)) continue
      const isSame = seen?.upload.id === id
      if (seen && !isSame) yield seen
      const written: Date = seen && isSame && seen.written > modified ? seen.written : modified
      seen = { upload: { organizationId, region, id }, written }
    }
    if (seen) yield seen
  }

  async function* sweepUploads(before: Date): AsyncGenerator<UploadName, void> {
    await objects.abortJoins('blobs/', before)
    await blobs.sweepMarks(before)
    for await (const { upload, written } of everyUpload()) {
      if (written >= before) continue
      await drop(upload)
      yield upload
    }
  }

  const uploads = {
    openUpload,
    async uploadOffset(upload: UploadName) {
      const pieces = await piecesOf(upload)
      return pieces && lengthOf(layOut(pieces))
    },
    append,
    finish,
    dropUpload: drop,
  } satisfies Partial<BlobStore>

  return { ...uploads, put, sweepUploads }
}

async function* hashed(bytes: Bytes, hash: Hash): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of bytes) {
    hash.update(chunk)
    yield chunk
  }
}

/** The bytes of chunks that were taken already, and then of the rest. */
async function* allOf(taken: readonly Chunk[], rest: AsyncGenerator<Chunk, void>): AsyncGenerator<Uint8Array, void> {
  for (const { chunk } of taken) yield chunk
  for await (const { chunk } of rest) yield chunk
}
