'use client'

import dynamic from 'next/dynamic'
import { type MouseEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import type { Verdict } from '@/lib/rules/verdict'
import { BulkBar } from './bulk-bar'
import { Dialog } from './dialog'
import { type EndlessColumn, EndlessHead, tracksOf } from './endless-head'
import { as } from './endless-roles'
import { EndlessRow } from './endless-row'
import type { MenuItem } from './menu-item'
import type { Point } from './menu-surface'
import { rowKeyOf } from './row-key-of'
import { TableKeys } from './table-keys'
import type { TableQuery } from './table-query'
import { useActiveRow } from './use-active-row'
import { usePicked } from './use-picked'

const loadMenu = () => import('./menu-popup').then((module) => module.MenuPopup)
const MenuPopup = dynamic(loadMenu, { ssr: false })
const RowsInSight = dynamic(() => import('./rows-in-sight').then((module) => module.RowsInSight))

/** As many rows are simply there; what shows of more those in sight weighs more than they do. */
const few = 200

type EndlessTableProps<Row> = {
  label: string
  columns: readonly EndlessColumn<Row>[]
  /** Those that have come so far. */
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** As in "More for Plans". */
  rowName: (row: Row) => string
  hasMore: boolean
  /** Asked whenever the end is near; more than once. */
  onMore: () => void
  menu: (row: Row) => readonly MenuItem[]
  onMenu: (itemKey: string, row: Row) => void
  bulk: {
    /** At module scope. */
    items: readonly { key: string; label: string; verdict: (row: Row) => Verdict }[]
    onBulk: (itemKey: string, rows: readonly Row[]) => void
  }
  /** Keys of one's own, by what they press in the menu of a row. */
  shortcuts?: readonly { keys: readonly string[]; words: string; itemKey: string }[]
  /** The search parameters of this page, for the links in the head. */
  query: TableQuery
  /** "1,284 so far". */
  foot: ReactNode
}

type OpenMenu = { rowKey: string; anchor: HTMLElement; at?: Point; isOpen: boolean }

/** Rows without end: of many only those in sight are in the page; more are asked for as somebody comes near the last. */
export function EndlessTable<Row>(props: EndlessTableProps<Row>) {
  const { label, columns, rows, rowKey, rowName, hasMore, onMore, menu, onMenu, bulk, shortcuts = [] } = props
  const desk = useRef<HTMLDivElement>(null)
  const reach = useRef<(place: number) => void>(null)
  const [opened, setOpened] = useState<OpenMenu>()
  const [isHelpOpen, setHelpOpen] = useState(false)
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey])
  const { picked, pick, extend, pickAll, clear } = usePicked(keys)
  const { active, isActive, onKeyDown, onFocus, follow } = useActiveRow(desk, keys, {
    reach,
    extend,
    onHelp: () => setHelpOpen(true),
    onOther: (key, index) => {
      const shortcut = shortcuts.find((one) => one.keys.some((own) => own.toLowerCase() === key.toLowerCase()))
      const row = rows[index]
      if (shortcut && row !== undefined) press(shortcut.itemKey, row)
      return shortcut !== undefined
    },
  })
  const openMenu = (key: string, at?: Point) => {
    const anchor = desk.current?.querySelector<HTMLElement>(`[data-row="${key}"] [data-more]`)
    if (anchor) setOpened({ rowKey: key, anchor, at, isOpen: true })
  }
  // A shortcut does what the menu's item does; where that is refused the menu says why.
  const press = (itemKey: string, row: Row) => {
    const item = menu(row).find(({ key }) => key === itemKey)
    if (!item) return
    if (item.verdict && !item.verdict.ok) return openMenu(rowKey(row))
    follow()
    onMenu(itemKey, row)
  }
  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element)) return
    const key = event.target.closest('[data-more]') && rowKeyOf(event.target)
    if (key) openMenu(key)
  }
  const onContextMenu = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || event.target.closest('input')) return
    const key = rowKeyOf(event.target)
    if (!key) return
    event.preventDefault()
    openMenu(key, { x: event.clientX, y: event.clientY })
  }
  const openRow = rows[keys.indexOf(opened?.rowKey ?? '')]
  const chosen = useMemo(() => rows.filter((row) => picked.has(rowKey(row))), [rows, picked, rowKey])
  // A hundred thousand can be selected, and are not to be gone through as one scrolls.
  const selected = useMemo(() => chosen.map(rowKey), [chosen, rowKey])
  const deeds = useMemo(
    () =>
      bulk.items.map(({ key, label, verdict }) => ({
        key,
        label,
        refused: chosen.filter((row) => !verdict(row).ok).map(rowKey),
      })),
    [bulk.items, chosen, rowKey],
  )

  const drawRow = (place: number) => {
    const row = rows[place]
    const key = keys[place]
    if (row === undefined || key === undefined) return null
    return (
      <EndlessRow
        key={key}
        row={row}
        rowKey={key}
        name={rowName(row)}
        place={place}
        columns={columns}
        tracks={tracksOf(columns)}
        isActive={isActive(place)}
        isPicked={picked.has(key)}
        isLast={place === rows.length - 1 && !hasMore}
        onPick={(isRange) => pick(place, isRange)}
      />
    )
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens for the controls in its rows.
    <div ref={desk} onKeyDown={onKeyDown} onFocus={onFocus} onClick={onClick} onContextMenu={onContextMenu}>
      <div
        {...as.table(label, hasMore ? undefined : rows.length + 1)}
        onPointerEnter={loadMenu}
        className="border-line bg-surface desk:overflow-clip desk:rounded-r3 desk:border"
      >
        <EndlessHead
          columns={columns}
          query={props.query}
          isAll={chosen.length > 0 && chosen.length === rows.length}
          isSome={chosen.length > 0 && chosen.length < rows.length}
          onAll={pickAll}
        />
        {hasMore || rows.length > few ? (
          <RowsInSight reach={reach} keys={keys} active={active} hasMore={hasMore} onMore={onMore} row={drawRow} />
        ) : (
          <div {...as.group}>{keys.map((_, place) => drawRow(place))}</div>
        )}
      </div>
      <div className="flex min-h-11 items-center gap-3 px-4 text-t1 text-text-3 max-desk:px-0">
        <span>{props.foot}</span>
        <span className="ml-auto flex items-center gap-1.5 max-desk:hidden">
          <kbd>?</kbd> keys
        </span>
      </div>
      {chosen.length > 0 && (
        <BulkBar
          items={deeds}
          selected={selected}
          isAll={false}
          hasMore={false}
          onAll={pickAll}
          onClear={clear}
          onBulk={(itemKey) => {
            follow()
            const verdict = bulk.items.find((item) => item.key === itemKey)?.verdict
            bulk.onBulk(
              itemKey,
              chosen.filter((row) => verdict?.(row).ok),
            )
          }}
        />
      )}
      {opened && openRow !== undefined && (
        <MenuPopup
          label={opened.anchor.getAttribute('aria-label') ?? label}
          items={menu(openRow)}
          anchor={opened.anchor}
          at={opened.at}
          isOpen={opened.isOpen}
          onClose={() => setOpened({ ...opened, isOpen: false })}
          onAction={(itemKey) => {
            follow()
            onMenu(itemKey, openRow)
          }}
        />
      )}
      <Dialog isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} title={`Keys in ${label}`}>
        <TableKeys
          isSelectable
          more={[
            { keys: ['⇧↓', '⇧↑'], words: 'Select on to the next row' },
            ...shortcuts.map(({ keys, words }) => ({ keys, words })),
          ]}
        />
      </Dialog>
    </div>
  )
}
