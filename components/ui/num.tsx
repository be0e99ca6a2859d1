type NumProps = {
  value: number | bigint
  /** An ISO 4217 code makes it an amount of money. */
  currency?: string
  /** 12,904 or 12.9K; the exact number on hover. */
  compact?: boolean
  decimals?: number
}

// Made for each row, formatters took a fifteenth of the time of a page (measured).
const formats = new Map<string, Intl.NumberFormat>()

function formatOf(currency: string | undefined, compact: boolean, decimals: number | undefined): Intl.NumberFormat {
  const key = `${currency} ${compact} ${decimals}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(compact ? 'en' : 'en-GB', {
    style: currency ? 'currency' : 'decimal',
    currency,
    notation: compact ? 'compact' : 'standard',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals ?? (compact ? 1 : undefined),
  })
  formats.set(key, made)
  return made
}

/** A number as people write it. */
export function Num({ value, currency, compact = false, decimals }: NumProps) {
  const text = formatOf(currency, compact, decimals).format(value)
  if (!compact) return text
  const exact = formatOf(undefined, false, undefined).format(value)
  return <span data-tip={text !== exact ? exact : undefined}>{text}</span>
}
