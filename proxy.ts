import { type NextRequest, NextResponse } from 'next/server'

const isDevelopment = process.env.NODE_ENV === 'development'

/** SEC-10: scripts and styles of this answer alone, nothing framed, nothing from elsewhere. */
const policy = (nonce: string) =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

/** What people keep here never runs as ours, however it is opened: it gets no scripts and an origin of its own. */
const ofContents = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** A PDF in a frame of our own pages: the browser's viewer does not work in a sandbox, and runs none of its scripts as ours. */
const ofDocument = "script-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

const isDocument = (path: string) => /^\/api\/files\/[^/]+\/document$/.test(path)
const isContents = (path: string) => /^\/api\/files\/([^/]+\/(content|shown)|zip)$/.test(path)

/** The policy of an answer at this path. */
function policyOf(path: string, nonce: string): string {
  if (isDocument(path)) return ofDocument
  return isContents(path) ? ofContents : policy(nonce)
}

/** Gives each request an id and a nonce, and each answer its headers. Decides nothing about authority. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID())
  const id = crypto.randomUUID()
  const path = request.nextUrl.pathname
  const csp = policyOf(path, nonce)
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', csp)
  headers.set('x-nonce', nonce)
  headers.set('x-request-id', id)
  headers.set('x-atrium-path', path + request.nextUrl.search)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', csp)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('x-frame-options', isDocument(path) ? 'SAMEORIGIN' : 'DENY')
  response.headers.set('referrer-policy', 'same-origin')
  // Bytes are not compressed on their way: they have a length, and come in parts.
  const isAsItIs = isDocument(path) || isContents(path)
  response.headers.set('cache-control', isAsItIs ? 'private, no-store, no-transform' : 'private, no-store')
  response.headers.set('x-request-id', id)
  return response
}

// Built files are the same for everybody and carry no data. The bodies of uploads would be cut off at 10 MiB here: those
// answers have their headers from lib/uploads/answers.ts.
export const config = { matcher: '/((?!_next/static/|api/uploads(?:/|$)).*)' }
