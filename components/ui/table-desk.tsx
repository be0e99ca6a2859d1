'use client'

import dynamic from 'next/dynamic'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { BulkBar, type BulkItem } from './bulk-bar'
import { Dialog } from './dialog'
import type { MenuItem } from './menu-item'
import { moveInTable } from './move-in-table'
import { rowKeyOf } from './row-key-of'
import { TableKeys } from './table-keys'
import { useFollow } from './use-follow'
import { useSelection } from './use-selection'

const loadMenu = () => import('./menu-popup').then((module) => module.MenuPopup)
const MenuPopup = dynamic(loadMenu, { ssr: false })

type TableDeskProps = {
  label: string
  rowKeys: readonly string[]
  menus?: Readonly<Record<string, readonly MenuItem[]>>
  onMenu?: (itemKey: string, rowKey: string) => void
  bulk?: {
    items: readonly BulkItem[]
    matching?: number
    hasMore: boolean
    onBulk: (itemKey: string, rowKeys: readonly string[] | 'all') => void
  }
  children: ReactNode
}

// As blocks and grids, on a phone, table elements lose their meaning to a screen reader: the roles are spelled out. Here
// and not in what the server sends, since six in every row took a twentieth of the time of a page.
const roles = { table: 'table', thead: 'rowgroup', tbody: 'rowgroup', tr: 'row', th: 'columnheader', td: 'cell' }

type OpenMenu = { anchor: HTMLElement; rowKey: string; isOpen: boolean }

/** Listens for a whole table: its menu, its keys, its selection, and links that stay in the app. */
export function TableDesk({ label, rowKeys, menus, onMenu, bulk, children }: TableDeskProps) {
  const desk = useRef<HTMLDivElement>(null)
  const { isBringing, follow } = useFollow()
  const [menu, setMenu] = useState<OpenMenu>()
  const [isHelpOpen, setHelpOpen] = useState(false)
  const [selected, setSelected] = useState<readonly string[]>([])
  const [isAll, setAll] = useState(false)

  useEffect(() => {
    const root = desk.current
    if (!root) return
    const listening = new AbortController()
    const { signal } = listening

    root.addEventListener(
      'click',
      (event) => {
        if (!(event.target instanceof Element)) return
        const more = event.target.closest<HTMLElement>('[data-more]')
        const rowKey = more ? rowKeyOf(more) : undefined
        if (more && rowKey !== undefined) return setMenu({ anchor: more, rowKey, isOpen: true })
        const link = event.target.closest('a')
        const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
        if (!link || !isPlain || event.defaultPrevented) return
        if (link.target !== '' || link.hasAttribute('download') || link.origin !== location.origin) return
        event.preventDefault()
        follow(link)
      },
      { signal },
    )
    root.addEventListener('keydown', (event) => moveInTable(root, event, () => setHelpOpen(true)), { signal })
    root.addEventListener(
      'pointerover',
      (event) => {
        if (event.target instanceof Element && event.target.closest('[data-more]')) loadMenu()
      },
      { signal },
    )
    return () => listening.abort()
  }, [follow])

  useEffect(() => {
    for (const [tag, role] of Object.entries(roles))
      for (const element of desk.current?.querySelectorAll(`${tag}:not([role])`) ?? [])
        element.setAttribute('role', role)
  })

  useSelection(desk, rowKeys, (keys) => {
    setSelected(keys)
    setAll(false)
  })

  const clear = () => {
    for (const box of desk.current?.querySelectorAll<HTMLInputElement>('[data-select]') ?? []) box.checked = false
    desk.current?.querySelector('[data-select-page]')?.dispatchEvent(new Event('change', { bubbles: true }))
  }

  return (
    <div ref={desk} data-desk="" aria-busy={isBringing}>
      <div className="desk:rounded-r3 desk:border desk:border-line desk:bg-surface">{children}</div>
      {bulk && selected.length > 0 && (
        <BulkBar
          items={bulk.items}
          selected={selected}
          isAll={isAll}
          matching={bulk.matching}
          hasMore={bulk.hasMore}
          onAll={() => setAll(true)}
          onClear={clear}
          onBulk={(itemKey) => bulk.onBulk(itemKey, isAll ? 'all' : selected)}
        />
      )}
      {menu && (
        <MenuPopup
          label={menu.anchor.getAttribute('aria-label') ?? label}
          items={menus?.[menu.rowKey] ?? []}
          anchor={menu.anchor}
          isOpen={menu.isOpen}
          onClose={() => setMenu({ ...menu, isOpen: false })}
          onAction={(itemKey) => onMenu?.(itemKey, menu.rowKey)}
        />
      )}
      <Dialog isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} title={`Keys in ${label}`}>
        <TableKeys isSelectable={bulk !== undefined} />
      </Dialog>
    </div>
  )
}
