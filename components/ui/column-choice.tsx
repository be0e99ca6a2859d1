'use client'

import { Columns3 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { parseAsString, useQueryStates } from 'nuqs'
import { useRef, useState, useTransition } from 'react'
import { Button } from './button'
import type { ColumnName } from './column-menu'
import { hiddenIn } from './table-query'
import { useHasBeen } from './use-has-been'

const load = () => import('./column-menu').then((module) => module.ColumnMenu)
const ColumnMenu = dynamic(load, { ssr: false })

const parameters = { hide: parseAsString.withDefault('') }

/** Which columns a table shows. What is hidden lives in ?hide=, and the place in the list stays. */
export function ColumnChoice({ columns }: { columns: readonly ColumnName[] }) {
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const wasOpened = useHasBeen(isOpen)
  const [isPending, startTransition] = useTransition()
  const [query, setQuery] = useQueryStates(parameters, { shallow: false, history: 'replace', startTransition })
  const hidden = hiddenIn(query)
  const shown = columns.filter(({ key }, place) => place === 0 || !hidden.includes(key)).length
  return (
    <span className="ml-auto" aria-busy={isPending}>
      <Button
        ref={button}
        variant="quiet"
        icon={<Columns3 />}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        onPointerEnter={load}
        onFocus={load}
      >
        <span className={shown < columns.length ? 'max-desk:sr-only' : ''}>Columns</span>
        {shown < columns.length && (
          <span className="font-normal text-text-3">
            {shown} of {columns.length}
          </span>
        )}
      </Button>
      {wasOpened && (
        <ColumnMenu
          columns={columns}
          hidden={hidden}
          onHide={(keys) => setQuery({ hide: keys.join(',') || null })}
          anchor={button.current}
          isOpen={isOpen}
          onClose={() => setOpen(false)}
        />
      )}
    </span>
  )
}
