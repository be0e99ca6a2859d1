import { Readable } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  type ListObjectsV2CommandInput,
  type ListObjectsV2CommandOutput,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3'
import type { StorageAddress } from './address'
import { StorageError } from './errors'
import type { Range } from './store'

/** An S3-compatible store; without `credentials` the client finds its own, in the environment or from the machine. */
export type S3Settings = StorageAddress & {
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

/** An object as it is listed; `key` without the prefix. */
type Listed = { readonly key: string; readonly size: number; readonly modified: Date }

export type S3Objects = ReturnType<typeof s3Objects>

const statusOf = (error: unknown) => (error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined)

/** What an answer of the store, or none, means; one that is a `StorageError` already stays as it is. */
export function s3Error(error: unknown): StorageError {
  if (error instanceof StorageError) return error
  const status = statusOf(error)
  const name = error instanceof Error ? error.name : ''
  // The error itself holds request and answer with all their headers.
  const cause = new Error(`${name} (${status ?? 'no answer'}): ${error instanceof Error ? error.message : ''}`)
  if (status === 507 || /StorageFull|QuotaExceeded|InsufficientCapacity/.test(name))
    return new StorageError('no-space', cause)
  if (status === 416) return new StorageError('no-such-range', cause)
  const isForbidden = status === 401 || status === 403 || name === 'NoSuchBucket'
  return new StorageError(isForbidden ? 'no-access' : 'unavailable', cause)
}

const asS3 = <Value>(asked: Promise<Value>): Promise<Value> =>
  asked.catch((error: unknown) => {
    throw s3Error(error)
  })

const unlessMissing = <Value>(asked: Promise<Value>): Promise<Value | null> =>
  asked.catch((error: unknown) => {
    if (statusOf(error) === 404 && !(error instanceof Error && error.name === 'NoSuchBucket')) return null
    throw s3Error(error)
  })

/** At most this many requests of one join at a time. */
const joinWidth = 8

/** The few things asked of an S3-compatible store, by keys under the prefix. Throws `StorageError`s. */
export function s3Objects({ bucket: Bucket, prefix, endpoint, region, credentials }: S3Settings) {
  const client = new S3Client({
    region,
    ...(credentials && { credentials }),
    // Stores other than Amazon's are seldom found by a host name for each bucket.
    ...(endpoint && { endpoint, forcePathStyle: true }),
    // Others than Amazon's store the framing of streamed checksums with the bytes (measured).
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // A store that hangs is an error, not a page that hangs.
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 120_000 },
  })
  const at = (key: string) => ({ Bucket, Key: prefix + key }) as const
  const sourceOf = (key: string) => encodeURI(`${Bucket}/${prefix}${key}`)

  async function* pagesOf(asked: ListObjectsV2CommandInput): AsyncGenerator<ListObjectsV2CommandOutput, void> {
    try {
      yield* paginateListObjectsV2({ client }, asked)
    } catch (error) {
      throw s3Error(error)
    }
  }

  async function copyParts(keys: readonly string[], target: string, UploadId: string) {
    const parts: { ETag: string | undefined; PartNumber: number }[] = []
    const left = [...keys.entries()]
    const lane = async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        const PartNumber = next[0] + 1
        const source = { CopySource: sourceOf(next[1]), UploadId, PartNumber }
        const { CopyPartResult } = await client.send(new UploadPartCopyCommand({ ...at(target), ...source }))
        parts.push({ ETag: CopyPartResult?.ETag, PartNumber })
      }
    }
    await Promise.all(Array.from({ length: joinWidth }, lane)).catch((error: unknown) => {
      left.length = 0
      throw error
    })
    return parts.toSorted((a, b) => a.PartNumber - b.PartNumber)
  }

  const abortJoin = (key: string, UploadId: string) =>
    asS3(client.send(new AbortMultipartUploadCommand({ ...at(key), UploadId })))

  return {
    async put(key: string, Body: Uint8Array): Promise<void> {
      await asS3(client.send(new PutObjectCommand({ ...at(key), Body, ContentLength: Body.length })))
    },

    async head(key: string): Promise<Listed | null> {
      const found = await unlessMissing(client.send(new HeadObjectCommand(at(key))))
      return found && { key, size: found.ContentLength ?? 0, modified: found.LastModified ?? new Date(0) }
    },

    /** The size of the whole object and a stream of the bytes asked for; null when there is none. */
    async get(key: string, range?: Range): Promise<{ size: number; body: Readable } | null> {
      const Range = range && `bytes=${range.start}-${range.end - 1}`
      const got = await unlessMissing(client.send(new GetObjectCommand({ ...at(key), ...(Range && { Range }) })))
      if (!got) return null
      if (!(got.Body instanceof Readable)) throw new StorageError('unavailable')
      const total = range ? Number(got.ContentRange?.split('/')[1]) : (got.ContentLength ?? 0)
      // A server may take no notice of a range, and send everything.
      if (range && got.ContentLength !== Math.min(range.end, total) - range.start) {
        got.Body.destroy()
        throw new StorageError('unavailable')
      }
      return { size: total, body: got.Body }
    },

    async remove(key: string): Promise<void> {
      await asS3(client.send(new DeleteObjectCommand(at(key))))
    },

    /** Every object under a folder after a key, by key ascending. */
    async *list(folder: string, after?: string): AsyncGenerator<Listed, void> {
      const asked = { Bucket, Prefix: prefix + folder, StartAfter: after && prefix + after }
      for await (const page of pagesOf(asked))
        for (const { Key, Size, LastModified } of page.Contents ?? [])
          if (Key && LastModified) yield { key: Key.slice(prefix.length), size: Size ?? 0, modified: LastModified }
    },

    /** Makes one object of several, in the store itself; all but the last have at least 5 MiB. It appears whole. */
    async join(keys: readonly string[], target: string): Promise<void> {
      const { UploadId } = await asS3(client.send(new CreateMultipartUploadCommand(at(target))))
      if (!UploadId) throw new StorageError('unavailable')
      try {
        const Parts = await copyParts(keys, target, UploadId)
        await client.send(new CompleteMultipartUploadCommand({ ...at(target), UploadId, MultipartUpload: { Parts } }))
      } catch (error) {
        // What stays when even this fails is swept.
        await abortJoin(target, UploadId).catch(() => {})
        throw s3Error(error)
      }
    },

    /** Ends joins under a folder that were begun before a moment and never completed. */
    async abortJoins(folder: string, before: Date): Promise<void> {
      let page: ListMultipartUploadsCommandOutput | undefined
      do {
        const from = { KeyMarker: page?.NextKeyMarker, UploadIdMarker: page?.NextUploadIdMarker }
        const asked = new ListMultipartUploadsCommand({ Bucket, Prefix: prefix + folder, ...from })
        page = await asS3(client.send(asked))
        for (const { Key, UploadId, Initiated } of page.Uploads ?? [])
          if (Key && UploadId && Initiated && Initiated < before) await abortJoin(Key.slice(prefix.length), UploadId)
      } while (page.IsTruncated)
    },
  } as const
}
