// Never resolved over the network; any origin that nobody has does.
const here = 'http://atrium.invalid'

/**
 * Where to go after signing in: a path of ours, with its query, or `/` for anything that could lead elsewhere
 * (`//host`, `/\host`, control characters, `/./ /host` that becomes `//host`, an encoded one of these) or back here.
 */
export function safePath(to: unknown): string {
  if (typeof to !== 'string' || to.length > 2_000 || !to.startsWith('/')) return '/'
  if (/[\p{Cc}\p{Z}]/u.test(to) || !URL.canParse(to, here)) return '/'
  const url = new URL(to, here)
  if (url.origin !== here || /^\/(\/|%2f|%5c)/i.test(url.pathname)) return '/'
  if (/^\/(sign-in|set-up|reset-password|api)(\/|$)/.test(url.pathname)) return '/'
  return url.pathname + url.search + url.hash
}
