import { encode } from 'next-auth/jwt'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { action, openAction } from './action'
import { change } from './change'
import { hasRow, Probe, probed, writeRow } from './change/testing/probe'
import { log } from './log'
import { allowed } from './rules/verdict'
import { sessionCookie } from './session-cookie'
import { settings } from './settings'
import { makeOrganization, makeSession } from './test/factories'
import { auditOf, auditSeq } from './test/look'

// The request is Next's to give; here it is said.
const request = vi.hoisted(() => ({
  headers: new Map<string, string>(),
  cookies: new Map<string, string>(),
  refreshed: 0,
}))
vi.mock('next/headers', () => ({
  headers: async () => ({ get: (name: string) => request.headers.get(name) ?? null }),
  cookies: async () => ({
    get: (name: string) => (request.cookies.has(name) ? { value: request.cookies.get(name) } : undefined),
  }),
}))
vi.mock('next/cache', () => ({ refresh: () => request.refreshed++ }))
vi.mock('next/navigation', () => ({ redirect: () => {}, notFound: () => {} }))

const writeProbe = change(Probe, async ({ tx, permit, audit }, { key }) => {
  permit(allowed)
  await writeRow(tx, key)
  audit('probe.written', probed)
  return { key }
})

beforeEach(() => {
  vi.spyOn(log, 'warn').mockImplementation(() => {})
  vi.spyOn(log, 'error').mockImplementation(() => {})
  request.headers.clear()
  request.cookies.clear()
  request.refreshed = 0
  request.headers.set('origin', settings().url)
})

async function signIn(sessionId: string, secret = settings().nextAuthSecret) {
  request.cookies.set(sessionCookie(), await encode({ token: { sessionId }, secret }))
}

async function makePage() {
  const organization = await makeOrganization()
  const { admin } = organization
  const { sessionId } = await makeSession(admin)
  await signIn(sessionId)
  const drawnFor = { userId: admin.userId, workspaceId: admin.workspaceId }
  return { ...organization, drawnFor, envelope: { input: { key: 'a' }, drawnFor, key: crypto.randomUUID() } }
}

const run = action(writeProbe)
const send = (envelope: unknown) => Reflect.apply(run, undefined, [envelope])

describe('a server action', () => {
  test('runs the change as who is signed in, and draws the page again', async () => {
    const { organizationId, envelope } = await makePage()
    request.headers.set('x-request-id', 'request-7')
    request.headers.set('x-atrium-peer', '192.0.2.7')
    expect(await send(envelope)).toEqual({ ok: true, value: { key: 'a' } })
    expect(request.refreshed).toBe(1)
    const body = JSON.parse((await auditOf(organizationId)).at(-1)?.body ?? '{}')
    // The nearest address is the one a proxy in front vouches for.
    expect(body).toMatchObject({ requestId: 'request-7', address: '192.0.2.7' })
  })

  test.each([
    ['none', undefined],
    ['another site’s', 'https://evil.example'],
    ['null', 'null'],
    ['one that begins alike', `${settings().url}.evil.example`],
  ])('[SEC-3] is refused with the origin %s, whatever a forwarded host says', async (_, origin) => {
    const { organizationId, envelope } = await makePage()
    request.headers.delete('origin')
    if (origin) request.headers.set('origin', origin)
    request.headers.set('x-forwarded-host', 'evil.example')
    expect(await send(envelope)).toMatchObject({ ok: false, code: 'foreign-origin' })
    expect(await hasRow(organizationId, 'a')).toBe(false)
    expect(request.refreshed).toBe(0)
  })

  test('is refused when what was sent is no envelope', async () => {
    const { organizationId, envelope, drawnFor } = await makePage()
    const { key } = envelope
    const wrong = [
      undefined,
      null,
      'x',
      [],
      {},
      { ...envelope, more: 1 },
      { ...envelope, key: 'x' },
      { input: { key: 'a' }, key },
      { ...envelope, drawnFor: { ...drawnFor, more: 1 } },
      { ...envelope, drawnFor: null },
    ]
    for (const one of wrong) expect(await send(one)).toMatchObject({ ok: false, code: 'malformed' })
    expect(await hasRow(organizationId, 'a')).toBe(false)
  })

  test('[SEC-3] is refused for who is signed out or shows a forged cookie', async () => {
    const { organizationId, envelope, admin } = await makePage()
    const { sessionId } = await makeSession(admin)
    request.cookies.clear()
    expect(await send(envelope)).toMatchObject({ code: 'signed-out' })
    for (const value of ['x', 'a.b.c.d.e', sessionId]) {
      request.cookies.set(sessionCookie(), value)
      expect(await send(envelope)).toMatchObject({ code: 'signed-out' })
    }
    await signIn(sessionId, 'another secret, which is nobody’s here')
    expect(await send(envelope)).toMatchObject({ code: 'signed-out' })
    await signIn(crypto.randomUUID())
    expect(await send(envelope)).toMatchObject({ code: 'signed-out' })
    expect(await hasRow(organizationId, 'a')).toBe(false)
  })

  test('[SWI-8] is refused from a page drawn for somebody else, and nothing is written', async () => {
    const { organizationId, envelope, drawnFor } = await makePage()
    const seq = await auditSeq(organizationId)
    for (const other of [
      { ...drawnFor, userId: crypto.randomUUID() },
      { ...drawnFor, workspaceId: crypto.randomUUID() },
    ])
      expect(await send({ ...envelope, drawnFor: other })).toMatchObject({ code: 'acting-as-other' })
    expect(await auditSeq(organizationId)).toBe(seq)
    expect(request.refreshed).toBe(0)
  })

  test('pressed twice has one effect', async () => {
    const { organizationId, envelope } = await makePage()
    const seq = await auditSeq(organizationId)
    const answers = await Promise.all([send(envelope), send(envelope)])
    expect(answers[0]).toEqual(answers[1])
    expect(await auditSeq(organizationId)).toBe(seq + 1)
  })

  test('that fails unexpectedly throws nothing but the id an error page shows', async () => {
    const { envelope } = await makePage()
    request.headers.set('x-request-id', 'request-8')
    const failing = change(z.object({ key: z.string() }), async () => {
      throw new Error('a secret')
    })
    const failure = await action(failing)(envelope).catch((error: unknown) => error)
    expect(failure).toMatchObject({ message: 'A server action failed.', digest: 'request-8' })
    expect(String(failure)).not.toContain('secret')
  })
})

describe('a server action for who is not signed in', () => {
  const seen: (string | null)[] = []
  const look = change(z.strictObject({}), async ({ actor, permit, log }) => {
    permit(allowed)
    seen.push(actor.kind)
    log('looked', { detail: 'Looked' })
    return actor.organization.id
  })
  test('claims nothing but its organization, also beside a cookie', async () => {
    const { organizationId } = await makePage()
    const open = openAction(look, () => organizationId)
    expect(await open({ organization: 'x', input: {} })).toEqual({ ok: true, value: organizationId })
    expect(seen).toEqual(['anonymous'])
  })
  test('of an organization that does not exist is not found', async () => {
    const open = openAction(look, () => null)
    expect(await open({ organization: 'x', input: {} })).toMatchObject({ code: 'not-found' })
  })
  test('is refused from a foreign origin or in another form', async () => {
    const { organizationId } = await makePage()
    const open = openAction(look, () => organizationId)
    for (const wrong of [
      null,
      {},
      { organization: 'x'.repeat(101), input: {} },
      { organization: 'x', input: {}, more: 1 },
    ])
      expect(await Reflect.apply(open, undefined, [wrong])).toMatchObject({ code: 'malformed' })
    request.headers.set('origin', 'https://evil.example')
    expect(await open({ organization: 'x', input: {} })).toMatchObject({ code: 'foreign-origin' })
  })
})
