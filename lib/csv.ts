/** Tells a spreadsheet that what follows is UTF-8. */
export const byteOrderMark = '\uFEFF'

/**
 * A cell of RFC 4180. What a spreadsheet would take for a formula is given a quote in front; numbers we count
 * ourselves are passed as numbers.
 */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const plain = /^[=+\-@＝＋－＠\t\r\n]/.test(value) ? `'${value}` : value
  return /["\r\n,\t;]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** A line of RFC 4180, its end included. */
export const csvLine = (values: readonly (string | number)[]): string => `${values.map(csvCell).join(',')}\r\n`
