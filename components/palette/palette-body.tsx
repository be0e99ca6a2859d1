'use client'

import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { LoaderCircle, Search, X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTheme } from 'next-themes'
import { type KeyboardEvent, useRef, useState, useTransition } from 'react'
import type { Entry } from '@/lib/palette/entry'
import { Button } from '../ui/button'
import { Why } from '../ui/why'
import { EntryLine } from './entry-line'
import { type EntryGroup, useEntries } from './use-entries'

export type PaletteBodyProps = {
  /** The portal it is opened from: `organization`, or a workspace ID. */
  from: string | undefined
  onClose: () => void
  /** Acts as another of the person's users and loads a page as that one. */
  onActAs: (userId: string, href: string) => Promise<unknown>
  onSignOut: () => void
}

/** Home and End go through the list as in a menu: what was typed is short, and the arrows go through it. */
function moveToEnd(event: KeyboardEvent<HTMLInputElement> & { preventBaseUIHandler: () => void }) {
  const { key, shiftKey, ctrlKey, altKey, metaKey } = event
  if ((key !== 'Home' && key !== 'End') || shiftKey || ctrlKey || altKey || metaKey) return
  event.preventDefault()
  event.preventBaseUIHandler()
  const options = event.currentTarget.closest('[role=dialog]')?.querySelectorAll('[role=option]') ?? []
  const option = key === 'Home' ? options[0] : options[options.length - 1]
  // Base UI has no other way to say which line is the active one.
  option?.dispatchEvent(new MouseEvent('mousemove', { bubbles: true }))
  option?.scrollIntoView({ block: 'nearest' })
}

export function PaletteBody({ from, onClose, onActAs, onSignOut }: PaletteBodyProps) {
  const router = useRouter()
  const { resolvedTheme, setTheme } = useTheme()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<Entry>()
  const [isGoing, startGoing] = useTransition()
  const { groups, count, isPending, error, tryAgain } = useEntries(from, typed)

  const choose = (entry: Entry) => {
    const { deed, verdict } = entry
    if (!verdict.ok || isGoing) return
    setChosen(entry)
    if (deed.kind === 'open')
      // It goes when the page has come, and shows until then that it is coming.
      return startGoing(() => {
        router.push(deed.href)
        onClose()
      })
    if (deed.kind === 'act-as')
      return startGoing(async () => {
        await onActAs(deed.userId, deed.href)
        onClose()
      })
    onClose()
    if (deed.kind === 'switch-theme') setTheme(resolvedTheme === 'dark' ? 'light' : 'dark')
    else onSignOut()
  }

  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      filter={null}
      itemToStringValue={({ label }: Entry) => label}
      value={typed}
      onValueChange={(value, { reason }) => reason !== 'item-press' && setTyped(value)}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex h-12 shrink-0 items-center gap-3 border-b border-line px-4">
        <Search className="text-text-3" />
        <Autocomplete.Input
          ref={input}
          aria-label="Search pages, workspaces, people and actions"
          placeholder="Where to, or what to do?"
          className="h-full min-w-0 flex-1 bg-transparent text-t3 outline-none placeholder:text-text-3"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          onKeyDown={moveToEnd}
        />
        {isPending && (
          <LoaderCircle className="animate-[spin_1s_linear_infinite,appear_160ms_300ms_backwards] text-text-3" />
        )}
        <Dialog.Close
          aria-label="Close"
          className="grid size-9 shrink-0 place-items-center rounded-r2 text-text-3 hover:bg-press hover:text-text desk:sr-only desk:focus:not-sr-only"
        >
          <X />
        </Dialog.Close>
      </div>
      <div className="flex min-h-0 flex-1 flex-col">
        <Autocomplete.List className="min-h-0 overflow-auto overscroll-contain p-1.5 outline-none empty:hidden">
          {(group: EntryGroup) => (
            <Autocomplete.Group key={group.label} items={group.items} className="not-first:mt-1.5">
              <Autocomplete.GroupLabel className="px-2.5 pt-1.5 pb-1 text-t1 font-medium text-text-3">
                {group.label}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(entry: Entry) => (
                  <EntryLine
                    key={entry.id}
                    entry={entry}
                    isGoing={isGoing && chosen?.id === entry.id}
                    onChoose={choose}
                  />
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
        {error && (
          <div role="alert" className="flex flex-wrap items-center justify-between gap-3 px-4 py-2.5">
            <Why tone="warn">{error.message}</Why>
            <Button
              small
              onClick={() => {
                // The button goes with the failure.
                input.current?.focus()
                tryAgain()
              }}
            >
              Try again
            </Button>
          </div>
        )}
        {count === 0 && !isPending && !error && (
          <div className="grid gap-1 px-6 py-10 text-center">
            <p className="font-medium wrap-anywhere">Nothing is called “{typed.trim()}”</p>
            <p className="text-text-2">Try a part of a name, an address or a workspace ID.</p>
          </div>
        )}
      </div>
      <p role="status" className="sr-only">
        {isPending ? '' : count === 0 ? 'Nothing found' : `${count} to choose from`}
      </p>
      <p className="flex h-9 shrink-0 items-center gap-4 border-t border-line bg-sunken px-4 text-t1 text-text-3 max-desk:hidden">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> move
        </span>
        <span>
          <kbd>↵</kbd> choose
        </span>
        <span className="ml-auto">
          <kbd>esc</kbd> close
        </span>
      </p>
    </Autocomplete.Root>
  )
}
