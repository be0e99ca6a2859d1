/** A strong tag: the same for the same bytes, and for no others. */
export const tagOf = ({ hash }: { readonly hash: string }) => `"${hash}"`

const tagsIn = (header: string) => header.split(',').map((tag) => tag.trim().replace(/^W\//, ''))

/** Whether who asks has these bytes already, by their `If-None-Match`. */
export const isKnown = (header: string | null, tag: string): boolean =>
  header !== null && (header.trim() === '*' || tagsIn(header).includes(tag))

/** Whether a part may be sent, by `If-Range`: what is there of it was of these bytes. A date proves nothing. */
export const isSame = (header: string | null, tag: string): boolean => header === null || header.trim() === tag

// RFC 8187: what may stand unescaped in an extended value.
const escaped = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/** To be kept as a file of this name, whatever characters it has; for old programs in ASCII too. */
export const asAttachment = (name: string): string =>
  `attachment; filename="${name.replace(/[^\x20-\x7e]|["\\%]/gu, '_')}"; filename*=UTF-8''${escaped(name)}`

/** Kept by no cache, changed by nobody on the way, taken for nothing but what it is said to be. */
export const contentsHeaders = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, no-store, no-transform',
} as const
