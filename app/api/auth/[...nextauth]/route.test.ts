import { NextRequest } from 'next/server'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { settings } from '@/lib/settings'
import { GET, POST } from './route'

const nextAuth = vi.hoisted(() => vi.fn(async () => new Response('next-auth')))
vi.mock('next-auth', () => ({ default: nextAuth }))
const request = vi.hoisted(() => ({ headers: new Headers() }))
vi.mock('next/headers', () => ({ headers: async () => request.headers }))
vi.mock('next/cache', () => ({ refresh: () => {} }))
// It wants the browser's half of React.
vi.mock('next/navigation', () => ({ redirect: () => {} }))

beforeEach(() => {
  nextAuth.mockClear()
  request.headers = new Headers({ origin: settings().url })
})

const ask = (method: 'GET' | 'POST', path: string, body?: string) => {
  const init = method === 'POST' ? { method, body, headers: { 'content-length': String(body?.length) } } : { method }
  const context = { params: Promise.resolve({ nextauth: path.split('/') }) }
  const asked = new NextRequest(`${settings().url}/api/auth/${path}`, init)
  return method === 'POST' ? POST(asked, context) : GET(asked, context)
}

describe('[SEC-5] signing in', () => {
  it('is taken from our own pages alone', async () => {
    expect(await (await ask('POST', 'callback/credentials', 'a=b')).text()).toBe('next-auth')
    for (const origin of ['https://evil.example', 'null', '']) {
      nextAuth.mockClear()
      request.headers = new Headers(origin === '' ? {} : { origin, 'x-forwarded-host': new URL(settings().url).host })
      expect((await ask('POST', 'callback/credentials', 'a=b')).status).toBe(403)
      expect(nextAuth).not.toHaveBeenCalled()
    }
  })

  it('takes no more than a sign-in is long', async () => {
    expect((await ask('POST', 'callback/credentials', 'a'.repeat(8_193))).status).toBe(413)
    expect(nextAuth).not.toHaveBeenCalled()
  })

  it('is all of next-auth that is served, with the token for it', async () => {
    expect((await ask('GET', 'csrf')).status).toBe(200)
    nextAuth.mockClear()
    for (const path of ['session', 'providers', 'signin', 'signout', 'error', 'callback/credentials', 'verify-request'])
      expect((await ask('GET', path)).status).toBe(404)
    for (const path of ['session', 'signin/credentials', 'signout', '_log', 'callback/other'])
      expect((await ask('POST', path, 'a=b')).status).toBe(404)
    expect(nextAuth).not.toHaveBeenCalled()
  })
})
