import { z } from 'zod'

const s3 = z.object({
  bucket: z.string(),
  prefix: z.string(),
  endpoint: z.string(),
  region: z.string(),
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
})
const place = { organizationId: z.string(), region: z.string() }
export const Task = z.discriminatedUnion('do', [
  /** Puts so many bytes, and tells whenever another MiB was taken. */
  z.object({ do: z.literal('put'), ...place, size: z.number() }),
  /** Puts blobs of so many bytes one after the other, and tells the seed of each that stands. */
  z.object({ do: z.literal('put-many'), ...place, size: z.number() }),
  /** Puts so many bytes and reads them again, and tells the memory that took. */
  z.object({ do: z.literal('measure'), ...place, size: z.number() }),
  /** Appends so many bytes at the beginning of an upload, and tells as a put does. */
  z.object({ do: z.literal('append'), ...place, id: z.string(), size: z.number() }),
])
export type Task = z.infer<typeof Task>

/** What the process tells. */
export const Told = z.union([
  z.object({ taken: z.number() }),
  z.object({ stands: z.number() }),
  /** The code it failed with, how many blobs stand, and how a put of one byte ends after that. */
  z.object({ ended: z.string(), blobs: z.number(), next: z.string() }),
  /** Most memory held while it put and read, above what it held before, in bytes. */
  z.object({ memory: z.number() }),
])

export type Told = z.infer<typeof Told>

/** How to open a store, as one process tells another. */
export const Opening = z.union([z.object({ disk: z.string() }), z.object({ s3 })])
