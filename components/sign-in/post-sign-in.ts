import type { Failure, Result } from '@/lib/result'

type Credentials = { organization: string; email: string; password: string }

const outOfDate: Failure = {
  ok: false,
  code: 'malformed',
  reason: 'This page is out of date. Reload it and try again.',
}

const urlIn = (answer: unknown): URL | null => {
  const url = typeof answer === 'object' && answer !== null && 'url' in answer ? answer.url : null
  return typeof url === 'string' && URL.canParse(url, window.location.origin)
    ? new URL(url, window.location.origin)
    : null
}

async function csrfToken(): Promise<string> {
  const answer: unknown = await (await fetch('/api/auth/csrf')).json()
  return typeof answer === 'object' && answer !== null && 'csrfToken' in answer ? String(answer.csrfToken) : ''
}

/** Signs this browser in. Throws when the server is not reached. */
export async function postSignIn(credentials: Credentials): Promise<Result<null>> {
  const body = new URLSearchParams({ ...credentials, csrfToken: await csrfToken(), json: 'true' })
  const response = await fetch('/api/auth/callback/credentials', { method: 'POST', body })
  if (response.status !== 200 && response.status !== 401) return outOfDate
  const url = urlIn(await response.json())
  const reason = url?.searchParams.get('error')
  if (reason) return { ok: false, code: 'refused', reason }
  return url && response.ok && !url.searchParams.has('csrf') ? { ok: true, value: null } : outOfDate
}
