import type { OperationRow } from '@/lib/operations/queries'
import { sizeWords } from '@/lib/rules/size'
import { timeLeft } from '../ui/time-left'

const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })

/** How far an operation is: "1,284 of 3,703, 1.2 of 4.8 GiB, 420 a second, 6 s left". `pace` in things a second. CPM-8 */
export function progressWords(
  { done, total, bytes }: Pick<OperationRow, 'done' | 'total' | 'bytes'>,
  pace: number,
): string {
  if (total === 0) return 'Counting what there is to do'
  return [
    `${number.format(done)} of ${number.format(total)}`,
    bytes && bytes.total > 0 && `${sizeWords(bytes.done)} of ${sizeWords(bytes.total)}`,
    pace >= 1 && `${number.format(pace)} a second`,
    timeLeft(total - done, pace),
  ]
    .filter(Boolean)
    .join(', ')
}
