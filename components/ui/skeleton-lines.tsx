const widths = ['w-40', 'w-28', 'w-34'] as const

/** Lines of a menu before they have come, with room for their icon; seen after 300 ms only. For inside a list. */
export function SkeletonLines() {
  return widths.map((width) => (
    <li
      key={width}
      aria-hidden="true"
      className="flex min-h-10 animate-[appear_160ms_300ms_backwards] items-center gap-2.5 px-2.5"
    >
      <span className="bone size-[26px]! shrink-0 rounded-r2!" />
      <span className={`bone ${width}`} />
    </li>
  ))
}
