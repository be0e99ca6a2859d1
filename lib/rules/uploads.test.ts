import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sizeWords } from './size'
import { actingAsFirst, ownUser, simulation, system } from './testing/actors'
import { mayBegin, mayReserve, maySweepUploads, mostOpen, type StorageFacts } from './uploads'

const GiB = 1024 ** 3
const colleague = { isPartnerUser: false } as const
const free: StorageFacts = { taken: 0, limit: null }
const code = (size: number, workspace: StorageFacts, user: StorageFacts = free) => {
  const verdict = mayReserve(size, { workspace, user }, colleague)
  return verdict.ok ? 'ok' : verdict.code
}

describe('[FIL-10] room is reserved before anything is sent', () => {
  test.each([
    ['without a limit', 999 * GiB, { taken: 999 * GiB, limit: null }, 'ok'],
    ['all that is left', 4, { taken: 6, limit: 10 }, 'ok'],
    ['a byte more', 5, { taken: 6, limit: 10 }, 'full'],
    ['nothing, where nothing is left', 0, { taken: 10, limit: 10 }, 'ok'],
    ['nothing, where more is taken than was set since', 0, { taken: 20, limit: 10 }, 'ok'],
    ['a byte, where more is taken than was set since', 1, { taken: 20, limit: 10 }, 'full'],
  ] as const)('%s', (_, size, facts, expected) => {
    const [workspace, user] = expected === 'ok' ? ['ok', 'ok'] : ['workspace-full', 'user-full']
    expect(code(size, facts)).toBe(workspace)
    expect(code(size, free, facts)).toBe(user)
  })

  test('the workspace’s and the user’s hold both, whatever they are', () => {
    const limit = fc.option(fc.nat(100))
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), limit, fc.nat(100), limit, (size, a, ofWorkspace, b, ofUser) => {
        const isAllowed = code(size, { taken: a, limit: ofWorkspace }, { taken: b, limit: ofUser }) === 'ok'
        const fits = (taken: number, most: number | null) => most === null || taken + size <= most || size === 0
        expect(isAllowed).toBe(fits(a, ofWorkspace) && fits(b, ofUser))
      }),
    )
  })

  test('a refusal says how much is left, of how much, and what was wanted', () => {
    const facts = { workspace: { taken: 8.5 * GiB, limit: 10 * GiB }, user: free }
    const verdict = mayReserve(3 * GiB, facts, colleague)
    expect(verdict.ok || verdict.reason.replaceAll('\u00a0', ' ')).toBe(
      'There is no room in this workspace: 1.5 GiB of 10 GiB are left, and this takes 3 GiB. Delete what is no longer needed, which counts until it is purged from the trash, or ask an administrator for more.',
    )
    const toPartner = mayReserve(3 * GiB, facts, { isPartnerUser: true })
    expect(toPartner.ok || toPartner.reason.replaceAll('\u00a0', ' ')).toMatch(
      /^There is no room for 3 GiB here\. Delete/,
    )
  })
})

test.each([
  [0, 'ok'],
  [mostOpen - 1, 'ok'],
  [mostOpen, 'many-uploads'],
  [mostOpen + 1, 'many-uploads'],
])('[FIL-6] with %d uploads open another is: %s', (open, expected) => {
  const verdict = mayBegin(open)
  expect(verdict.ok ? 'ok' : verdict.code).toBe(expected)
})

test('[FIL-6] uploads that nobody goes on with are ended by Atrium alone', () => {
  expect(maySweepUploads(system).ok).toBe(true)
  const admin = actingAsFirst(ownUser(simulation, { isOrganizationAdmin: true }))
  expect(maySweepUploads(admin)).toMatchObject({ code: 'not-atrium' })
})

test.each([
  [0, '0 B'],
  [1023, '1,023 B'],
  [1024, '1 KiB'],
  [1.5 * GiB, '1.5 GiB'],
  [200 * GiB, '200 GiB'],
  [2 ** 70, '1,024 EiB'],
])('%d bytes are %s', (bytes, words) => {
  expect(sizeWords(bytes).replaceAll('\u00a0', ' ')).toBe(words)
})
