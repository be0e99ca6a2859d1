/** Whose bytes, and where: a blob is shared by all who name it inside both, and with nobody outside (SEC-1). */
export type Place = { readonly organizationId: string; readonly region: string }

/** One blob. `hash` is the SHA-256 of its bytes, 64 lower-case hexadecimal digits. */
export type BlobName = Place & { readonly hash: string }

/** One upload on its way. `id` is a UUID. */
export type UploadName = Place & { readonly id: string }

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const patterns = {
  organizationId: uuid,
  region: /^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/,
  hash: /^[0-9a-f]{64}$/,
  id: uuid,
}

type Part = keyof typeof patterns

/** Whether a text can be this part of a name. None that can is a path or leads out of one. */
export const isPart = (part: Part, text: string): boolean => patterns[part].test(text)

/** The text, when it can be this part of a name. Throws a `TypeError` otherwise: nobody's input comes this far. */
function checked(part: Part, text: string): string {
  if (!isPart(part, text)) throw new TypeError(`No ${part} of where bytes are kept: ${JSON.stringify(text)}`)
  return text
}

/** The parts of a place's path, from the outside in. Throws a `TypeError`. */
export const placePath = ({ organizationId, region }: Place) =>
  [checked('organizationId', organizationId), checked('region', region)] as const

/** The name of a blob's file or object. Throws a `TypeError`. */
export const blobFile = ({ hash }: Pick<BlobName, 'hash'>): string => checked('hash', hash)

/** The name of an upload's folder. Throws a `TypeError`. */
export const uploadFolder = ({ id }: Pick<UploadName, 'id'>): string => checked('id', id)
