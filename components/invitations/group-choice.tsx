'use client'

import { useState } from 'react'
import { Input } from '../ui/input'

const searchedFrom = 8

type GroupChoiceProps = { groups: readonly { readonly id: string; readonly name: string }[] }

/** INV-1: the groups to join on acceptance. One that is ticked stays so while others are looked for. */
export function GroupChoice({ groups }: GroupChoiceProps) {
  const [sought, setSought] = useState('')
  const fits = (name: string) => name.toLowerCase().includes(sought.trim().toLowerCase())
  const fit = groups.filter(({ name }) => fits(name)).length
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-strong">
        Groups <span className="text-t1 font-normal text-text-3">Joined on acceptance</span>
      </legend>
      {groups.length > searchedFrom && (
        <Input
          type="search"
          aria-label="Find a group"
          placeholder={`Find one of ${groups.length} groups`}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
          // Enter looks, it does not invite.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          autoComplete="off"
        />
      )}
      <div className="grid max-h-44 auto-rows-max gap-x-4 gap-y-1 overflow-auto rounded-r2 border border-line px-3 py-2 desk:grid-cols-2">
        {groups.map(({ id, name }) => (
          <label key={id} hidden={!fits(name)} className="flex min-h-6 items-start gap-2.5 not-[[hidden]]:flex">
            <input type="checkbox" className="check mt-0.5" name="groupIds" value={id} />
            <span className="min-w-0 wrap-anywhere">{name}</span>
          </label>
        ))}
        {fit === 0 && <p className="text-text-3">No group has this in its name.</p>}
      </div>
    </fieldset>
  )
}
