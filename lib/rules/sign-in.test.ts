import { describe, expect, test } from 'vitest'
import { mayAskToSignIn, maySignIn, mayTryPassword } from './sign-in'
import { each } from './testing/actors'

const notRight = { ok: false, code: 'not-right', reason: 'E-mail or password is not right.' }
const wait = (words: string) => ({
  ok: false,
  code: 'too-many-tries',
  reason: `Too many tries that were not right. Try again in ${words}.`,
})

describe('[WSP-7] [SEC-4] a sign-in fails in the same words whatever it was', () => {
  test.each([
    [0, true, true, { ok: true }],
    [0, true, false, notRight],
    [0, false, true, notRight],
    [0, false, false, notRight],
    [1, true, true, wait('a minute')],
    [1, false, false, wait('a minute')],
  ])('%i s to wait, right password %s, active user %s', (waitSeconds, isPasswordRight, hasActiveUser, answer) => {
    expect(maySignIn({ waitSeconds, isPasswordRight, hasActiveUser })).toEqual(answer)
  })
})

describe('[SEC-5] after too many tries one is told how long to wait', () => {
  test.each([
    [0, { ok: true }],
    [1, wait('a minute')],
    [60, wait('a minute')],
    [61, wait('2 minutes')],
    [900, wait('15 minutes')],
  ])('%i s', (seconds, answer) => {
    expect(mayTryPassword(seconds)).toEqual(answer)
  })
})

describe('[SEC-5] who is signed in does not sign in', () => {
  test.each(each)('%s', (_, actor) => {
    const signedIn = { ok: false, code: 'signed-in', reason: 'You are signed in already.' }
    expect(mayAskToSignIn(actor)).toEqual(actor.kind === 'anonymous' ? { ok: true } : signedIn)
  })
})
