/** Where in S3 bytes are kept; `prefix` is empty or ends with a slash. Without an endpoint it is Amazon's own. */
export type StorageAddress = {
  readonly bucket: string
  readonly prefix: string
  readonly endpoint: string | undefined
  readonly region: string
}

const isOrigin = (text: string) => /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text
const isPrefix = (text: string) => text === '' || text.split('/').every((part) => /^[\w.-]{1,100}$/.test(part))

/** Reads `s3://bucket/prefix?endpoint=…&region=…`; prefix, and one of the two, may be left out. Null when it is none. */
export function parseStorageAddress(text: string): StorageAddress | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.protocol !== 's3:' || url.username || url.password || url.port || url.hash) return null
  const known = [...url.searchParams.keys()]
  if (new Set(known).size < known.length || known.some((key) => key !== 'endpoint' && key !== 'region')) return null
  const endpoint = url.searchParams.get('endpoint')?.replace(/\/$/, '')
  const region = url.searchParams.get('region') ?? (endpoint && 'us-east-1')
  const prefix = url.pathname.replace(/^\/|\/$/g, '')
  const isRight =
    // Dots that lead elsewhere are gone from what was parsed.
    text.split('?')[0] === `s3://${url.host}${url.pathname}` &&
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(url.host) &&
    isPrefix(prefix) &&
    (endpoint === undefined || isOrigin(endpoint))
  if (!isRight || !region || !/^[a-z0-9-]{1,40}$/.test(region)) return null
  return { bucket: url.host, prefix: prefix && `${prefix}/`, endpoint, region }
}
