'use client'

import { Search, X } from 'lucide-react'
import { debounce, parseAsString, useQueryStates } from 'nuqs'
import { useRef, useTransition } from 'react'
import { IconButton } from './icon-button'

type SearchBoxProps = { label: string; placeholder?: string }

const parameters = { q: parseAsString.withDefault(''), before: parseAsString, after: parseAsString }

/** What is sought lives in ?q=; a new search starts from the first row. */
export function SearchBox({ label, placeholder }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null)
  const [isPending, startTransition] = useTransition()
  const [{ q }, setQuery] = useQueryStates(parameters, { shallow: false, history: 'replace', startTransition })
  const seek = (text: string) =>
    setQuery(
      { q: text === '' ? null : text, before: null, after: null },
      { limitUrlUpdates: text === '' ? undefined : debounce(200) },
    )
  return (
    <search className="relative flex w-[300px] max-w-full items-center max-desk:w-full">
      <Search
        className={`pointer-events-none absolute left-2.5 text-text-3 ${isPending ? 'animate-pulse [animation-delay:300ms]' : ''}`}
      />
      <input
        ref={input}
        type="search"
        aria-label={label}
        aria-busy={isPending || undefined}
        placeholder={placeholder}
        value={q}
        onChange={(event) => seek(event.target.value)}
        className="input px-8"
        autoComplete="off"
        spellCheck={false}
      />
      {q !== '' && (
        <span className="absolute right-1">
          <IconButton
            small
            label="Clear the search"
            onClick={() => {
              seek('')
              input.current?.focus()
            }}
          >
            <X className="size-3.5" />
          </IconButton>
        </span>
      )}
    </search>
  )
}
