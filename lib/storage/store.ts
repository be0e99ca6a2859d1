import type { BlobName, Place, UploadName } from './names'

/** Bytes as they come: taken only as fast as they are used. */
export type Bytes = AsyncIterable<Uint8Array>

/** A blob that stands: its bytes are durable. `size` in bytes, `hash` as in `BlobName`. */
export type Blob = { readonly hash: string; readonly size: number }

/** A blob as the store lists it; `storedAt` is when it was last written. */
export type Stored = Blob & { readonly storedAt: Date }

/** What the sender says of the bytes. What is said is compared, never believed. */
export type Declared = { readonly size?: number; readonly hash?: string }

/** Bytes from `start` to before `end`. */
export type Range = { readonly start: number; readonly end: number }

/** A reading: the size of the whole blob, and the bytes asked for. `close` ends one that is not read to its end. */
export type Reading = {
  readonly size: number
  readonly bytes: AsyncGenerator<Uint8Array, void>
  close(): Promise<void>
}

/**
 * How far an upload stands after a piece. `whole` is there when the piece began at the beginning: the hash of all the
 * bytes, as they passed, so that `finish` need not read them again.
 */
export type Appended = {
  readonly offset: number
  readonly whole?: { readonly generation: string; readonly hash: string }
}

/**
 * Where bytes are kept. Every function throws a `StorageError` for what goes wrong in the world, and a `TypeError` for
 * a name that is none. Bytes become durable before a function answers; before that nothing of them can be read.
 * Nothing is kept in this process: another one may go on at any point.
 */
export type BlobStore = {
  /**
   * Keeps bytes under their hash. A blob that stands already is kept anew: `removeOlder` counts from here. When the bytes
   * throw (`broken-off`), when length or hash differ from what is declared, or the store fails, nothing is left visible.
   */
  put(place: Place, bytes: Bytes, declared?: Declared): Promise<Blob>

  /**
   * Reads a blob, or a part of it. A whole one is hashed on the way, and its last bytes are given only when the hash is
   * right: a damaged one throws `damaged` in their stead, so a receiver that knows the size never takes it for good.
   * A part cannot be checked; `scrub` finds the damage. `missing`, `no-such-range`.
   */
  read(name: BlobName, range?: Range): Promise<Reading>

  /** Size and time of a blob; null when there is none. */
  stat(name: BlobName): Promise<Stored | null>

  /** Every blob in a place after a hash, by hash ascending. */
  list(place: Place, after?: string): AsyncGenerator<Stored, void>

  /** Every place that holds something; some of them may hold nothing any more. */
  places(): AsyncGenerator<Place, void>

  /**
   * Removes a blob that was last put before a moment, more than an hour ago; false when it was put since, or is gone. A
   * `put` that answers is never undone by a removal that began before it answered.
   */
  removeOlder(name: BlobName, before: Date): Promise<boolean>

  /** Opens an upload that comes in pieces. */
  openUpload(place: Place): Promise<UploadName>

  /** How many bytes of an upload stand, also after a crash; null when it is not open. */
  uploadOffset(upload: UploadName): Promise<number | null>

  /**
   * Adds bytes at the offset at which an upload stands, else `offset-differs`. More than `atMost` is `length-differs`.
   * When the bytes throw, what came before stays (`broken-off`), and the upload goes on from `uploadOffset`.
   */
  append(upload: UploadName, offset: number, bytes: Bytes, atMost?: number): Promise<Appended>

  /**
   * Makes an upload a blob and closes it. With what `append` answered for a whole that came in one go, the hash of that
   * time counts; otherwise everything is read again, and written anew, so that no late writer can reach into the blob.
   * When length or hash differ from what is declared, the upload stays open and no blob is made.
   */
  finish(upload: UploadName, declared?: Declared, appended?: Appended): Promise<Blob>

  /** Drops an upload and what stands of it. Dropping one that is not open changes nothing. */
  dropUpload(upload: UploadName): Promise<void>

  /**
   * Removes everything half-done that nobody has written to since a moment: uploads, and what killed processes left.
   * Gives the name of each as it goes.
   */
  sweepUploads(before: Date): AsyncGenerator<UploadName, void>
}
