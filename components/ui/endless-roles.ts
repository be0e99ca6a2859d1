type Sorted = 'ascending' | 'descending' | undefined

/** What the parts of an endless table are to a screen reader: laid out as grids, elements of a table would be nothing. */
export const as = {
  /** `rows` with the head, where they are all known. */
  table: (label: string, rows: number | undefined) => ({
    role: 'table',
    'aria-label': label,
    'aria-rowcount': rows ?? -1,
  }),
  group: { role: 'rowgroup' },
  /** Counted from 1, the head first. */
  row: (place: number) => ({ role: 'row', 'aria-rowindex': place }),
  head: (sorted?: Sorted) => ({ role: 'columnheader', 'aria-sort': sorted }),
  cell: { role: 'cell' },
  nothing: { role: 'presentation' },
} as const
