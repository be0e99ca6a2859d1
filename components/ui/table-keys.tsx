const keys = [
  { keys: ['↓', 'J'], words: 'Next row' },
  { keys: ['↑', 'K'], words: 'Row before' },
  { keys: ['Enter'], words: 'Open the row' },
  { keys: ['X'], words: 'Select the row' },
  { keys: ['.'], words: 'More for the row' },
  { keys: ['?'], words: 'This list' },
] as const

type KeyLine = { readonly keys: readonly string[]; readonly words: string }

export function TableKeys({ isSelectable, more = [] }: { isSelectable: boolean; more?: readonly KeyLine[] }) {
  const lines: readonly KeyLine[] = keys.filter((line) => isSelectable || line.words !== 'Select the row')
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-2 pb-5">
      {[...lines.slice(0, -1), ...more, ...lines.slice(-1)].map((line) => (
        <div key={line.words} className="contents">
          <dt className="flex gap-1">
            {line.keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dt>
          <dd className="text-text-2">{line.words}</dd>
        </div>
      ))}
    </dl>
  )
}
