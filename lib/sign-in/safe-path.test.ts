import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safePath } from './safe-path'

describe('[SEC-6] after signing in one goes to a path of ours', () => {
  it.each([
    ['/', '/'],
    ['/profile', '/profile'],
    ['/workspaces/04-8473942?q=a%20b#top', '/workspaces/04-8473942?q=a%20b#top'],
    ['/a/../organization', '/organization'],
    ['/sign-in-help', '/sign-in-help'],
  ])('%s', (to, path) => {
    expect(safePath(to)).toBe(path)
  })

  it.each([
    '',
    'https://evil.example',
    'javascript:alert(1)',
    'evil.example',
    '//evil.example',
    '///evil.example',
    '//evil.example/profile',
    '//[',
    '//evil.example:port',
    '/\\evil.example',
    '\\\\evil.example',
    '/%2Fevil.example',
    '/%5cevil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/./%2f/evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    ' //evil.example',
    '/ /evil.example',
    '/sign-in?to=/',
    '/sign-in/acme',
    '/api/auth/csrf',
    '/set-up',
    `/${'a'.repeat(3_000)}`,
    undefined,
    ['/profile'],
    { toString: () => '//evil.example' },
  ])('%s leads home', (to) => {
    expect(safePath(to)).toBe('/')
  })

  it('nothing leads to another origin, also when it is taken through twice', () => {
    const part = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2f',
      '%5C',
      '%2e',
      'evil.example',
      '@',
      ':',
      'http',
      '?',
      '#',
      '\t',
      ' ',
    )
    const tricky = fc.oneof(
      fc.webPath(),
      fc.string(),
      fc.array(part, { maxLength: 8 }).map((parts) => `/${parts.join('')}`),
    )
    fc.assert(
      fc.property(tricky, (to) => {
        const path = safePath(to)
        expect(new URL(path, 'https://atrium.example').origin).toBe('https://atrium.example')
        expect(safePath(path)).toBe(path)
      }),
      { numRuns: 1_000 },
    )
  })
})
