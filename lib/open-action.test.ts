import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openAction } from './action'
import { currentCall } from './call'
import type { Changing } from './change'
import { settings } from './settings'

const request = vi.hoisted(() => {
  process.env.LOG_LEVEL = 'silent'
  return { headers: new Headers() }
})
vi.mock('next/headers', () => ({ headers: async () => request.headers }))
vi.mock('next/cache', () => ({ refresh: () => {} }))
// It wants the browser's half of React.
vi.mock('next/navigation', () => ({ redirect: () => {} }))

const organizationId = '7d2a3c5e-4a4b-4c8f-9d6e-2f1b0a9c8d7e'
const run = vi.fn<Changing<{ name: string }, unknown>>(async () => ({ ok: true, value: currentCall() }))
const then = vi.fn()
const act = openAction(run, (slug) => (slug === 'acme' ? organizationId : null), then)
const sent = { organization: 'acme', input: { name: 'Ada' } }

beforeEach(() => {
  vi.clearAllMocks()
  request.headers = new Headers({
    origin: settings().url,
    'x-request-id': 'r-1',
    'x-atrium-peer': '192.0.2.7',
    'x-forwarded-for': '203.0.113.9',
    'user-agent': 'Test',
  })
})

describe('[SEC-1] an action of somebody not signed in', () => {
  it('claims nothing but the organization that was named, from where it came', async () => {
    const call = {
      claim: { kind: 'anonymous', organizationId },
      requestId: 'r-1',
      address: '192.0.2.7',
      client: 'Test',
    }
    expect(await act(sent)).toEqual({ ok: true, value: call })
    expect(run).toHaveBeenCalledWith({ name: 'Ada' })
    expect(then).toHaveBeenCalledWith(call)
  })

  it.each([null, 'null', 'https://evil.example', 'http://localhost:3000.evil.example'])(
    'does not run from the origin %s, whatever host is forwarded',
    async (from) => {
      request.headers.set('x-forwarded-host', new URL(settings().url).host)
      if (from === null) request.headers.delete('origin')
      else request.headers.set('origin', from)
      expect(await act(sent)).toMatchObject({ ok: false, code: 'foreign-origin' })
      expect(run).not.toHaveBeenCalled()
    },
  )

  it('does not run for an organization there is not, nor with more than it takes', async () => {
    expect(await act({ ...sent, organization: 'other' })).toMatchObject({ ok: false, code: 'not-found' })
    const withClaim = { ...sent, claim: { kind: 'system', organizationId } }
    expect(await act(withClaim)).toMatchObject({ ok: false, code: 'malformed' })
    expect(run).not.toHaveBeenCalled()
  })

  it('is not followed by anything when it was refused', async () => {
    run.mockResolvedValueOnce({ ok: false, code: 'no', reason: 'No.' })
    expect(await act(sent)).toEqual({ ok: false, code: 'no', reason: 'No.' })
    expect(then).not.toHaveBeenCalled()
  })

  it('tells nothing of what nobody expected but the request’s id', async () => {
    run.mockRejectedValueOnce(new Error('secret'))
    await expect(act(sent)).rejects.toMatchObject({ message: 'A server action failed.', digest: 'r-1' })
  })
})
