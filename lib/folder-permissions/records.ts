import { lastDayBefore } from '../end-dates/writes'
import { levelWords, maskOf } from '../rules/levels'
import type { Terms } from './writes'

/** What a permission on the folder with this path comes to, as records keep it. */
export const valuesOf = (path: string, { level, isRecursive, endsAt }: Terms) => ({
  folder: path,
  level: levelWords(maskOf[level]),
  isRecursive,
  lastDay: endsAt === null ? null : lastDayBefore(endsAt),
})
