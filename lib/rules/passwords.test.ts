import { describe, expect, test } from 'vitest'
import { mayAskForReset, mayChangePassword, maySendReset, maySetPasswordByLink } from './passwords'
import { each } from './testing/actors'

const codeOf = (verdict: { ok: true } | { ok: false; code: string }) => (verdict.ok ? 'ok' : verdict.code)

describe('[SEC-4] a password link is asked for by somebody not signed in', () => {
  test.each(each)('%s', (_, actor) => {
    expect(codeOf(mayAskForReset(actor))).toBe(actor.kind === 'anonymous' ? 'ok' : 'signed-in')
  })
})

describe('[USR-1] a password link is made by Atrium alone, for somebody who could sign in', () => {
  test.each(each)('%s', (_, actor) => {
    const isAtrium = actor.kind === 'system'
    expect(codeOf(maySendReset(actor, { hasActiveUser: true }))).toBe(isAtrium ? 'ok' : 'not-atrium')
    expect(codeOf(maySendReset(actor, { hasActiveUser: false }))).toBe(isAtrium ? 'no-active-user' : 'not-atrium')
  })
})

describe('[SEC-5] a link sets a password once, within an hour', () => {
  test.each([
    [{ isOver: false }, 'ok'],
    [{ isOver: true }, 'link-gone'],
    [null, 'link-gone'],
  ])('%o', (reset, answer) => {
    expect(codeOf(maySetPasswordByLink(reset))).toBe(answer)
  })
})

describe('[USR-1] a password is changed by the person alone', () => {
  // Everybody signed in is the same person, p-ada.
  test.each(each)('%s', (_, actor) => {
    const isAda = actor.kind === 'user'
    expect(codeOf(mayChangePassword(actor, { id: 'p-ada', hasPassword: true }))).toBe(isAda ? 'ok' : 'not-yours')
    expect(codeOf(mayChangePassword(actor, { id: 'p-grace', hasPassword: true }))).toBe('not-yours')
    expect(codeOf(mayChangePassword(actor, { id: 'p-ada', hasPassword: false }))).toBe(
      isAda ? 'no-password' : 'not-yours',
    )
  })
})
