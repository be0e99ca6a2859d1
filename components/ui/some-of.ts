/** Names for a cell: the first few of them and how many more there are, or "None". */
export function someOf(names: readonly string[], shown = 3): string {
  if (names.length === 0) return 'None'
  const more = names.length - shown
  return `${names.slice(0, shown).join(', ')}${more > 0 ? ` and ${more.toLocaleString('en-GB')} more` : ''}`
}
