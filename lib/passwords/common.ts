import 'server-only'
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

let checker: ZxcvbnFactory | undefined

/**
 * Whether a password is common: guessed within a hundred million tries by lists, keyboard walks, repeats, or the
 * person's own words (their name, address, organization).
 */
export function isCommonPassword(password: string, ownWords: readonly string[]): boolean {
  checker ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
  // The check grows with the square of the length, and nobody guesses the first 64 characters of a long one.
  return (
    checker.check(
      password.slice(0, 64),
      ownWords.flatMap((word) => [word, ...word.split(/[\s@.]+/)]),
    ).score < 2
  )
}

/** What stands beside the field. */
export const commonPasswordReason = 'This password is easy to guess. Take a longer phrase, or a password manager’s.'
