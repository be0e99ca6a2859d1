import type { ComparedValue } from '@/lib/audit/compare'
import { fieldWords, valueWords } from './words'

function Side({ json, isMuted }: { json: string | null; isMuted: boolean }) {
  const words = valueWords(json)
  if (words === null) return <span className="text-text-3">{json === null ? '–' : 'Empty'}</span>
  return <span className={`wrap-anywhere whitespace-pre-wrap ${isMuted ? 'text-text-3' : ''}`}>{words}</span>
}

const cell = 'px-2 py-2 desk:px-3 text-left align-top'

/** What a record changed, both sides at once; what stayed as it was is quiet. */
export function BeforeAfter({ values }: { values: readonly ComparedValue[] }) {
  const hasBefore = values.some((value) => value.before !== null)
  const hasAfter = values.some((value) => value.after !== null)
  return (
    <table className="w-full table-fixed overflow-hidden rounded-r2 border-separate border-spacing-0 border border-line">
      <caption className="sr-only">Values before and after</caption>
      <thead className="bg-sunken text-t1 text-text-3">
        <tr>
          <th scope="col" className={`${cell} w-[96px] desk:w-[112px] font-medium`}>
            Value
          </th>
          {hasBefore && (
            <th scope="col" className={`${cell} font-medium`}>
              Before
            </th>
          )}
          {hasAfter && (
            <th scope="col" className={`${cell} font-medium`}>
              After
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {values.map((value) => (
          <tr key={value.field} className="*:border-t *:border-line">
            <th scope="row" className={`${cell} font-normal text-text-3`}>
              {fieldWords(value.field)}
            </th>
            {hasBefore && (
              <td className={cell}>
                <Side json={value.before} isMuted={!value.isChanged} />
              </td>
            )}
            {hasAfter && (
              <td className={`${cell} ${value.isChanged ? 'bg-accent-tint' : ''}`}>
                <Side json={value.after} isMuted={!value.isChanged} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
