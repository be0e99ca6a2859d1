export const isTyping = (target: Element) =>
  target.closest('textarea, select, [contenteditable], input:not([type=checkbox])') !== null

/** Arrows or j/k move, Enter opens, x selects, a full stop opens the row's menu, ? lists the keys. */
export function moveInTable(root: HTMLElement, event: KeyboardEvent, onHelp: () => void) {
  const target = event.target
  if (!(target instanceof Element) || isTyping(target)) return
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === '?') {
    event.preventDefault()
    return onHelp()
  }
  const rows = Array.from(root.querySelectorAll<HTMLElement>('[data-row]'))
  const at = rows.findIndex((row) => row.contains(target))
  const row = rows[at]
  const go = (to: HTMLElement | undefined) => {
    if (!to) return
    event.preventDefault()
    for (const other of rows) other.tabIndex = other === to ? 0 : -1
    to.focus()
    to.scrollIntoView({ block: 'nearest' })
  }
  const press = (selector: string) => {
    const control = row?.querySelector<HTMLElement>(selector)
    if (!control) return
    event.preventDefault()
    control.click()
  }
  switch (event.key) {
    case 'ArrowDown':
    case 'j':
      return go(rows[at + 1])
    case 'ArrowUp':
    case 'k':
      return go(rows[at - 1])
    case 'Home':
      return go(rows[0])
    case 'End':
      return go(rows.at(-1))
    case 'x':
      return press('[data-select]')
    case '.':
      return press('[data-more]')
    case 'Enter':
      return target === row ? press('a[href]') : undefined
  }
}
