'use client'

import { Autocomplete } from '@base-ui/react/autocomplete'
import type { Entry } from '@/lib/palette/entry'
import { PendingBar } from '../ui/pending-bar'
import { entryIcons } from './entry-icons'

type EntryLineProps = { entry: Entry; isGoing: boolean; onChoose: (entry: Entry) => void }

/** One line to choose. A refused one is reached like the others, says why, and does nothing. */
export function EntryLine({ entry, isGoing, onChoose }: EntryLineProps) {
  const { label, hint, icon, verdict } = entry
  return (
    <Autocomplete.Item
      value={entry}
      aria-disabled={verdict.ok ? undefined : true}
      aria-busy={isGoing || undefined}
      onClick={() => onChoose(entry)}
      className={`relative flex min-h-9 scroll-mt-9 scroll-mb-1.5 items-center gap-3 overflow-hidden rounded-r2 px-2.5 py-1.5 select-none data-highlighted:bg-press max-desk:min-h-11 [&>.lucide]:text-text-3 ${verdict.ok ? 'cursor-pointer' : 'cursor-not-allowed text-text-3'}`}
    >
      {entryIcons[icon]}
      <span className="min-w-0 flex-1">
        <span className="flex min-w-0 items-baseline gap-3 max-desk:flex-col max-desk:gap-0">
          <span className="max-w-full min-w-0 truncate">{label}</span>
          {hint !== '' && (
            <span className="min-w-0 shrink-[3] truncate text-t1 text-text-3 desk:ml-auto max-desk:max-w-full">
              {hint}
            </span>
          )}
        </span>
        {!verdict.ok && <span className="block text-t1 text-text-2">{verdict.reason}</span>}
      </span>
      {isGoing && <PendingBar />}
    </Autocomplete.Item>
  )
}
