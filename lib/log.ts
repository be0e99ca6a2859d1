import 'server-only'
import pino from 'pino'
import { databaseCode } from './database/errors'
import { settings } from './settings'
import { StorageError } from './storage/errors'

/** Structured lines on standard output. What could be a secret never reaches them, whatever is passed in. */
export const log = pino({
  level: settings().logLevel,
  base: { process: process.env.ATRIUM_PROCESS ?? 'web' },
  redact: {
    paths: [
      'password',
      'token',
      'secret',
      'cookie',
      'authorization',
      '*.password',
      '*.token',
      '*.secret',
      '*.cookie',
      '*.authorization',
    ],
    censor: '[withheld]',
  },
})

/** What may be told of an unexpected error: drizzle's message holds every parameter, so only its code is kept. */
export function describeError(error: unknown): Record<string, unknown> {
  const code = databaseCode(error)
  if (!(error instanceof Error)) return { error: typeof error, code }
  // Its codes are its own, and its cause is a system's, such as “no space left on device”.
  const isFromStorage = error instanceof StorageError
  const isFromDatabase = code !== '' && !isFromStorage
  const stack = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .join('\n')
  return {
    error: error.name,
    message: isFromDatabase ? 'The database refused or was lost.' : error.message,
    code,
    ...(isFromStorage && error.cause instanceof Error && { cause: error.cause.message }),
    stack,
  }
}
