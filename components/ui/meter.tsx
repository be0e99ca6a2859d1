type MeterProps = {
  label: string
  value: number
  max: number
  /** What the shape says, in words: "351.8 TiB of 480 TiB". */
  text: string
  isTextHidden?: boolean
}

/** How much of a limit is used. Over nine tenths it warns, in words too. */
export function Meter({ label, value, max, text, isTextHidden = false }: MeterProps) {
  const share = max > 0 ? Math.max(0, Math.min(1, value / max)) : 0
  const isOver = value > max
  const fill = isOver ? 'bg-bad' : share > 0.9 ? 'bg-warn' : 'bg-accent'
  const words = isOver ? `${text}, over the limit` : share > 0.9 ? `${text}, nearly full` : text
  return (
    <div className="grid min-w-10 gap-1.5">
      {!isTextHidden && <span className="text-t1 text-text-2">{words}</span>}
      {/* biome-ignore lint/a11y/useSemanticElements: browsers leave no way to style a meter element alike. */}
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={Math.min(value, max)}
        aria-valuetext={words}
        className="h-1.5 overflow-hidden rounded-full bg-press"
      >
        <span className={`block h-full rounded-full ${fill}`} style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  )
}
