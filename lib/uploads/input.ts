import { z } from 'zod'
import { idField } from '../fields'
import { fileNameField } from '../files/name'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'A SHA-256 is 64 hexadecimal digits.')

/**
 * FIL-6, FIL-10: a file about to be sent. `hash` is its SHA-256, or that it follows with the last byte; null is not to
 * compare any. `storeId` is where its bytes are to come, so that it is no action.
 */
export const StartUpload = z
  .strictObject({
    folderId: idField,
    name: fileNameField,
    size: z.int().min(0),
    hash: z.union([sha256, z.literal('follows')]).nullable(),
    ifTaken: z.enum(['refuse', 'keep-both', 'replace']),
    storeId: idField,
  })
  .describe('begin an upload')
export type StartUploadInput = z.output<typeof StartUpload>

/** FIL-6: the bytes stand in the store, as what it found them to be. */
export const FinishUpload = z
  .strictObject({ uploadId: idField, hash: sha256, size: z.int().min(0) })
  .describe('end an upload')

/** FIL-6 */
export const DropUpload = z.strictObject({ uploadId: idField }).describe('drop an upload')

/** Uploads that nobody goes on with, and those that are done for longer than their sender asks. */
export const SweepUploads = z.strictObject({ uploadIds: z.array(idField).min(1).max(1_000) }).describe('sweep uploads')

/** FIL-6: names about to be put into folders. */
export const ListTaken = z.strictObject({
  wanted: z.array(z.strictObject({ folderId: idField, names: z.array(z.string().max(1_000)).max(10_000) })).max(1_000),
})
export type ListTakenInput = z.output<typeof ListTaken>
