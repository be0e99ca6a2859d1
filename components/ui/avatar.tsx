const initials = (name: string) => {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => Array.from(word ?? '')[0] ?? '')
  return letters.join('').toUpperCase()
}

/** The initials of a person. Decoration: the name stands beside it. */
export function Avatar({ name, large = false }: { name: string; large?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={`grid shrink-0 place-items-center rounded-full bg-press font-strong text-text-2 ${large ? 'size-[34px] text-t2' : 'size-[26px] text-[11px]'}`}
    >
      {initials(name)}
    </span>
  )
}
