import { expect, test } from 'vitest'
import { describeError } from './log'
import { StorageError } from './storage/errors'

test('what went wrong where files are kept is logged as that, with its cause', () => {
  const cause = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  expect(describeError(new StorageError('no-space', cause))).toMatchObject({
    error: 'StorageError',
    code: 'no-space',
    message: expect.stringMatching(/no space left/),
    cause: cause.message,
  })
})

test('of an error of the database nothing is logged but its code: its message holds every parameter', () => {
  const error = Object.assign(new Error('insert … values (secret)'), { code: '23505' })
  const described = describeError(error)
  expect(described).toMatchObject({ code: '23505' })
  expect(JSON.stringify(described)).not.toContain('secret')
})
