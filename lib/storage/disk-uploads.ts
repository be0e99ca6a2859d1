import { randomUUID } from 'node:crypto'
import { utimes } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { compare, received } from './bytes'
import {
  lookAt,
  makeFolder,
  moveFile,
  namesIn,
  onDisk,
  openToRead,
  putBack,
  readChunks,
  removeAll,
  unlessGone,
  walkNames,
  writeFile,
} from './disk-files'
import { StorageError } from './errors'
import { type BlobName, isPart, placePath, type UploadName, uploadFolder } from './names'
import { layOut, lengthOf, nextGeneration, type Piece, parsePiece, pieceName } from './pieces'
import { putThrough } from './put'
import type { Appended, Blob, BlobStore, Bytes, Declared } from './store'

/** Uploads on their way on the local disk: `uploads/<organization>/<region>/<id>/<piece>`, a file an `append`. */
export function diskUploads(root: string, blobPath: (name: BlobName) => string) {
  const uploads = join(root, 'uploads')
  const folderOf = (upload: UploadName) => join(uploads, ...placePath(upload), uploadFolder(upload))

  /** Null when the upload is not open. */
  async function piecesOf(upload: UploadName): Promise<readonly Piece[] | null> {
    const folder = folderOf(upload)
    if (!(await lookAt(folder))) return null
    const found = (await namesIn(folder)).map(async (name) =>
      parsePiece(name, (await lookAt(join(folder, name)))?.size ?? 0),
    )
    return (await Promise.all(found)).filter((piece) => piece !== null)
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
    const path = join(folderOf(upload), pieceName({ generation, offset }))
    const { size, hash } = await writeFile(path, received(bytes, atMost))
    return { offset: offset + size, ...(offset === 0 && { whole: { generation, hash } }) }
  }

  async function* readUpload(upload: UploadName, pieces: readonly Piece[]): AsyncGenerator<Uint8Array, void> {
    for (const { piece, length } of layOut(pieces)) {
      yield* readChunks(openToRead(join(folderOf(upload), pieceName(piece))), { start: 0, end: length })
    }
  }

  async function finish(upload: UploadName, declared?: Declared, appended?: Appended): Promise<Blob> {
    const pieces = await openPieces(upload)
    // What one was told stands may have been swept since.
    if (appended && lengthOf(layOut(pieces)) < appended.offset) throw new StorageError('upload-gone')
    const whole = appended?.whole
    const cameInOneGo = whole && pieces.every(({ generation }) => generation === whole.generation)
    if (!cameInOneGo) {
      const blob = await putThrough(store, upload, readUpload(upload, pieces), declared)
      await drop(upload)
      return blob
    }
    const blob = { hash: whole.hash, size: appended.offset }
    compare(blob, declared)
    const path = join(folderOf(upload), pieceName({ generation: whole.generation, offset: 0 }))
    // Its age is counted from here, not from when its last byte came.
    const now = new Date()
    const isThere = await unlessGone(() => utimes(path, now, now).then(() => true), false)
    if (!isThere) throw new StorageError('upload-gone')
    await moveFile(path, blobPath({ ...upload, hash: blob.hash }))
    await drop(upload)
    return blob
  }

  const drop = (upload: UploadName) => removeAll(folderOf(upload))

  const openUpload: BlobStore['openUpload'] = async ({ organizationId, region }) => {
    const upload = { organizationId, region, id: randomUUID() }
    await makeFolder(folderOf(upload))
    return upload
  }

  async function* everyUpload(): AsyncGenerator<UploadName, void> {
    for await (const organizationId of walkNames(uploads))
      if (isPart('organizationId', organizationId))
        for await (const region of walkNames(join(uploads, organizationId)))
          if (isPart('region', region))
            for await (const id of walkNames(join(uploads, organizationId, region)))
              if (isPart('id', id)) yield { organizationId, region, id }
  }

  async function* sweepUploads(before: Date): AsyncGenerator<UploadName, void> {
    for await (const upload of everyUpload()) {
      const folder = folderOf(upload)
      const names = await namesIn(folder)
      const looks = await Promise.all([lookAt(folder), ...names.map((name) => lookAt(join(folder, name)))])
      if (looks.some((look) => look !== null && look.mtime >= before)) continue
      // Set aside by a removal that was killed: whether it was still wanted is not known, so it goes back.
      for (const hash of names)
        if (isPart('hash', hash)) await putBack(join(folder, hash), blobPath({ ...upload, hash }))
      await removeAll(folder)
      yield upload
    }
  }

  const store = {
    openUpload: (place) => onDisk(() => openUpload(place)),
    uploadOffset: (upload) =>
      onDisk(async () => {
        const pieces = await piecesOf(upload)
        return pieces && lengthOf(layOut(pieces))
      }),
    append: (upload, offset, bytes, atMost) => onDisk(() => append(upload, offset, bytes, atMost)),
    finish: (upload, declared, appended) => onDisk(() => finish(upload, declared, appended)),
    dropUpload: (upload) => onDisk(() => drop(upload)),
    sweepUploads,
  } satisfies Partial<BlobStore>

  return {
    store,
    /** Where a blob is put while it is decided whether it goes. */
    async setAside(name: BlobName) {
      const folder = folderOf(await openUpload(name))
      return { folder, file: join(folder, basename(blobPath(name))) } as const
    },
  }
}
