import { contentRoute } from '@/lib/downloads/content-route'
import { asAttachment } from '@/lib/downloads/headers'

/** FIL-2, FIL-7, FIL-9: downloads a file, or with `?version=` one of its versions. */
export const { GET, HEAD } = contentRoute(({ name }) => ({
  event: 'downloaded',
  type: 'application/octet-stream',
  disposition: asAttachment(name),
}))
