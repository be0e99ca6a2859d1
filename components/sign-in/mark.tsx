/** Atrium's mark. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      strokeWidth="2"
      aria-hidden="true"
      className="text-text"
    >
      <path d="M3 21V12a9 9 0 0 1 18 0v9" className="stroke-current" />
      <path d="M8 21v-8.5a4 4 0 0 1 8 0V21" className="stroke-accent-text" />
    </svg>
  )
}
