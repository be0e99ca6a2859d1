import { sizeWords } from '@/lib/rules/size'

const whole = new Intl.NumberFormat('en-GB')

/** A size in binary units; the bytes on hover. */
export function FileSize({ bytes }: { bytes: number | bigint }) {
  return <span data-tip={bytes < 1024 ? undefined : `${whole.format(bytes)} bytes`}>{sizeWords(Number(bytes))}</span>
}
