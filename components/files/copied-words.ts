type Came = { readonly copied: number; readonly skipped: number; readonly leftOut: number }

const number = new Intl.NumberFormat('en-GB')
const was = (count: number, one: string, many: string) => `${number.format(count)} ${count === 1 ? one : many}`

/** What became of a copy: "Copied Plans to Archive", "Copied 3 things to Archive; 1 was there and stays". CPM-8 */
export function copiedWords(what: string, to: string, { copied, skipped, leftOut }: Came): string {
  const others = [
    skipped > 0 && was(skipped, 'was there and stays', 'were there and stay'),
    leftOut > 0 && was(leftOut, 'was left out', 'were left out'),
  ].filter((words) => words !== false)
  if (others.length === 0) return `Copied ${what} to ${to}`
  const first = copied === 0 ? `Copied nothing to ${to}` : `Copied ${was(copied, 'thing', 'things')} to ${to}`
  return [first, ...others].join('; ')
}
