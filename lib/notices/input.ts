import { z } from 'zod'
import { cursorField, idField } from '../fields'

/** How a person's notices are asked for; `after` and `before` are cursors. */
export const ListNotices = z.strictObject({
  state: z.enum(['all', 'unread']).default('all'),
  after: cursorField,
  before: cursorField,
})
export type ListNoticesInput = z.output<typeof ListNotices>

export const CountUnread = z.strictObject({})

export const ReadNotice = z.strictObject({ noticeId: idField }).describe('mark a notice as read')
/** Up to and with the newest one that was shown. */
export const ReadAllNotices = z.strictObject({ newestId: idField }).describe('mark all notices as read')
