/** What became of what was to be copied. */
export type Tally = {
  /** How many are dealt with, and their bytes, however each ended. */
  things: number
  bytes: number
  /** Made, or put in the place of what was there; a folder that merges is neither. */
  copied: number
  /** Bytes that take room now and did not before (FIL-10). */
  taken: number
  /** Left as they were, as the rule for equal names says. */
  skipped: number
  /** Not copied, and why. */
  readonly leftOut: { readonly name: string; readonly reason: string }[]
}

export const newTally = (): Tally => ({ things: 0, bytes: 0, copied: 0, taken: 0, skipped: 0, leftOut: [] })

/** Something of a name that is not copied, with the reason people read. */
export function leaveOut(tally: Tally, name: string, reason: string): void {
  tally.things += 1
  tally.leftOut.push({ name, reason })
}

const number = new Intl.NumberFormat('en-GB')

/** "Copied 1,284. Left 3 as they were. Could not copy 1." */
export const tallyWords = ({ copied, skipped, leftOut }: Tally): string =>
  [
    `Copied ${number.format(copied)}.`,
    skipped > 0 && `Left ${number.format(skipped)} as ${skipped === 1 ? 'it was' : 'they were'}.`,
    leftOut.length > 0 && `Could not copy ${number.format(leftOut.length)}.`,
  ]
    .filter(Boolean)
    .join(' ')
