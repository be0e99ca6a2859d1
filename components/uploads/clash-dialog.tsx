'use client'

import { useState } from 'react'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { PanelFoot } from '../ui/panel-foot'
import { RadioCard } from '../ui/radio-card'
import type { Answer, Question } from './uploads'

const number = new Intl.NumberFormat('en-GB')
const shown = 5

/** FIL-6: asked once for all names that are there already. */
export function ClashDialog({ question: { taken, answer } }: { question: Question }) {
  const [chosen, setChosen] = useState<Exclude<Answer, null>>('keep-both')
  const files = taken.filter(({ kind }) => kind === 'file')
  const refused = files.find(({ mayReplace }) => !mayReplace.ok)?.mayReplace
  const nothing = { ok: false, code: 'folders', reason: 'A file does not replace a folder.' } as const
  const mayReplace = files.length === 0 ? nothing : (refused ?? { ok: true as const })
  const choose = (value: typeof chosen) => ({
    name: 'if-taken',
    value,
    checked: chosen === value,
    onChange: () => setChosen(value),
  })
  return (
    <Dialog
      isOpen
      onClose={() => answer(null)}
      title={
        taken.length === 1 ? 'This name is there already' : `${number.format(taken.length)} names are there already`
      }
    >
      <ul className="grid gap-0.5 text-text-2">
        {taken.slice(0, shown).map(({ folderId, name }) => (
          <li key={`${folderId} ${name}`} className="truncate">
            {name}
          </li>
        ))}
        {taken.length > shown && <li className="text-text-3">and {number.format(taken.length - shown)} more</li>}
      </ul>
      <fieldset className="grid gap-2">
        <legend className="sr-only">What becomes of them</legend>
        <RadioCard {...choose('keep-both')} title="Keep both" about="The new ones get a number." />
        <RadioCard
          {...choose('replace')}
          onChange={() => mayReplace.ok && setChosen('replace')}
          title="Replace"
          about="What was there stays as an older version."
          verdict={mayReplace}
        />
        <RadioCard {...choose('skip')} title="Skip" about="These are not uploaded." />
      </fieldset>
      <PanelFoot>
        <Button onClick={() => answer(null)}>Cancel</Button>
        <Button variant="primary" onClick={() => answer(chosen)}>
          Upload
        </Button>
      </PanelFoot>
    </Dialog>
  )
}
