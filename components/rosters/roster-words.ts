import type { RosterRow } from '@/lib/rosters/queries'

/** What comes, or came, of lines: as a tab, and for each line. */
export const outcomeWords = {
  create: { tab: 'To be made', done: 'Made', line: 'New user', made: 'Made' },
  change: { tab: 'To be changed', done: 'Changed', line: 'Changes', made: 'Changed' },
  same: { tab: 'As they are', done: 'As they are', line: 'Stays as it is', made: 'Stayed as it was' },
  refused: { tab: 'Refused', done: 'Refused', line: 'Refused', made: 'Refused' },
} as const

/** How a roster stands, in a word. */
export function rosterState(state: RosterRow['state']): { word: string; mark: 'active' | 'waiting' | 'off' } {
  if (state === null) return { word: 'Checked, not applied', mark: 'waiting' }
  if (state === 'done') return { word: 'Applied', mark: 'active' }
  if (state === 'failed') return { word: 'Ended with a failure', mark: 'off' }
  return state === 'cancelled' ? { word: 'Cancelled', mark: 'off' } : { word: 'Being applied', mark: 'waiting' }
}
