type ProgressProps = {
  label: string
  /** From 0 to 1; without it, work whose end is not known. */
  done?: number
  /** "3 of 12 files, 1.2 of 4.8 GiB, 2 min left". */
  text: string
}

export function Progress({ label, done, text }: ProgressProps) {
  const percent = done === undefined ? undefined : Math.round(Math.max(0, Math.min(1, done)) * 100)
  return (
    <div className="grid gap-1.5">
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={text}
        className="h-1.5 overflow-hidden rounded-full bg-press"
      >
        {percent === undefined ? (
          <span className="block h-full w-2/5 animate-[slide_1.4s_linear_infinite] rounded-full bg-accent" />
        ) : (
          <span
            className="block h-full rounded-full bg-accent transition-[width] duration-300"
            style={{ width: `${percent}%` }}
          />
        )}
      </div>
      <span className="text-t1 text-text-3">{text}</span>
    </div>
  )
}
