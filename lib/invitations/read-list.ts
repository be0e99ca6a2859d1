import type { InvitedLine } from './input'

const unquoted = (cell: string) => {
  const text = cell.trim()
  return /^".*"$/s.test(text) ? text.slice(1, -1).replaceAll('""', '"').trim() : text
}

// The first comma, semicolon or tab parts the address from the name; an address may stand in quotation marks.
const parted = /^\s*("(?:[^"]|"")*"|[^,;\t]*)(?:[,;\t]([\s\S]*))?$/

const isHead = (cell: string) => /^e-?mail( address)?$/i.test(cell)

/**
 * INV-1: people out of a list, pasted or out of a CSV file: `email, name`, one a line, the name left out or not, parted
 * by a comma, a semicolon or a tab. Lines are numbered from 1; empty ones, and a head, are left out.
 */
export function readList(text: string): readonly InvitedLine[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  return lines.flatMap((whole, index) => {
    const [, address = '', rest = ''] = parted.exec(whole) ?? []
    const email = unquoted(address)
    const name = unquoted(rest)
      .replace(/[,;\t]+$/, '')
      .trim()
    if (whole.trim() === '' || (index === 0 && isHead(email))) return []
    return [{ line: index + 1, email: email.slice(0, 1_000), name: name.slice(0, 1_000) }]
  })
}
