import { expect, test } from 'vitest'
import { mayReadAllNotices } from './notices'

test('[USR-3] notices are marked as read all at once while one is unread', () => {
  expect(mayReadAllNotices({ unread: 0 })).toEqual({ ok: false, code: 'all-read', reason: 'You have read every one.' })
  for (const unread of [1, 2, 100]) expect(mayReadAllNotices({ unread })).toEqual({ ok: true })
})
