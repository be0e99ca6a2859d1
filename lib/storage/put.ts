import type { Place } from './names'
import type { Blob, BlobStore, Bytes, Declared } from './store'

/** Keeps bytes as an upload of one piece; whatever goes wrong, nothing of it stays. */
export async function putThrough(
  uploads: Pick<BlobStore, 'openUpload' | 'append' | 'finish' | 'dropUpload'>,
  place: Place,
  bytes: Bytes,
  declared?: Declared,
): Promise<Blob> {
  const upload = await uploads.openUpload(place)
  try {
    const appended = await uploads.append(upload, 0, bytes, declared?.size)
    return await uploads.finish(upload, declared, appended)
  } catch (error) {
    // What stays when even this fails is swept.
    await uploads.dropUpload(upload).catch(() => {})
    throw error
  }
}
