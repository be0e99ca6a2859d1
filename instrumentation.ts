import type { Instrumentation } from 'next'

/** Notes at each request which address is really at the other end, and gives answers their length. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { noteConnections } = await import('./lib/peer')
  noteConnections()
}

// A link in a mail carries its secret in its path.
const withoutSecrets = (path: string) => path.replace(/^(\/reset-password\/).+/, '$1…')

/** Every error a page or route did not expect, with the id its answer carries. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME === 'edge') return
  const { describeError, log } = await import('./lib/log')
  // The error page shows the digest: the request's id, or where Next made one, what finds the line here.
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined
  const where = { path: withoutSecrets(request.path), route: context.routePath }
  log.error(
    { requestId: request.headers['x-request-id'], digest, ...where, ...describeError(error) },
    'a request failed',
  )
}
