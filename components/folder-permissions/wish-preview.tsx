'use client'

import type { PreviewPermissionInput } from '@/lib/folder-permissions/input'
import type { PermissionPreview } from '@/lib/folder-permissions/queries'
import { Note } from '../ui/note'
import { SkeletonLines } from '../ui/skeleton-lines'
import { Why } from '../ui/why'
import { usePreview } from './use-preview'
import { peopleWords } from './words'

type Line = PermissionPreview['lines'][number]

const hasChanged = ({ before, after, belowBefore, belowAfter }: Line) => before !== after || belowBefore !== belowAfter

const from = (before: string, after: string) =>
  `${before === '' ? 'nothing' : before} → ${after === '' ? 'nothing' : after}`

/** How somebody's access changes; what is below is named where it changes otherwise than the folder itself. */
function lineWords({ before, after, belowBefore, belowAfter }: Line): string {
  const below = `below it ${from(belowBefore, belowAfter)}`
  if (before === after) return below
  const isAlike = belowBefore === belowAfter || (before === belowBefore && after === belowAfter)
  return isAlike ? from(before, after) : `${from(before, after)}, ${below}`
}

function summary({ people, gaining, losing }: PermissionPreview): string {
  if (people === 0) return 'Nobody active is concerned, so nobody gains or loses anything today.'
  if (gaining + losing === 0)
    return people === 1
      ? 'Nothing changes for them: they have as much by other permissions, or by their role.'
      : `Nothing changes for any of ${peopleWords(people)}: they have as much by other permissions, or by their role.`
  const count = (number: number, one: string, many: string) => {
    if (number === 0) return []
    return [people === 1 ? many : `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`]
  }
  const verbs = [...count(gaining, 'gains', 'gain'), ...count(losing, 'loses', 'lose')].join(' and ')
  return people === 1 ? `They ${verbs} access.` : `Of ${peopleWords(people)}, ${verbs} access.`
}

function Shown({ preview }: { preview: PermissionPreview }) {
  const { people, gaining, losing, lines } = preview
  const changed = lines.filter(hasChanged)
  const unseen = people - lines.length
  return (
    <Note tone={losing > 0 ? 'warn' : 'neutral'}>
      <p>{summary(preview)}</p>
      {gaining + losing > 0 && changed.length > 0 && (
        <ul aria-label="Who gains and loses" className="mt-1 max-h-36 overflow-y-auto">
          {changed.map((line) => (
            <li key={line.userId} className="py-0.5">
              <b>{line.name}</b> <span className="text-text-3">{line.email}</span> {lineWords(line)}
            </li>
          ))}
          {unseen > 0 && <li className="py-0.5 text-text-3">and {peopleWords(unseen)} more</li>}
        </ul>
      )}
    </Note>
  )
}

/** The same in a line at the foot of a form, for a phone, where the whole of it is out of sight. Read out once, above. */
export function PreviewLine({ wish }: { wish: PreviewPermissionInput | null }) {
  const { data } = usePreview(wish)
  if (wish === null || !data?.ok) return null
  return (
    <span aria-hidden="true" className="text-t1 text-text-2 desk:hidden">
      {summary(data.value)}
    </span>
  )
}

type WishPreviewProps = {
  /** Null: nothing is wished for yet. */
  wish: PreviewPermissionInput | null
  /** What to do then. */
  prompt?: string
}

/** FIL-3: what giving, changing or taking a permission adds and takes, person by person, before it is saved. */
export function WishPreview({ wish, prompt }: WishPreviewProps) {
  const { data, isError, isPlaceholderData } = usePreview(wish)
  return (
    // As high as the words mostly are, so that the first choice moves nothing.
    <section
      aria-label="What this changes"
      aria-live="polite"
      aria-busy={isPlaceholderData}
      className={`min-h-16 ${isPlaceholderData ? 'opacity-60' : ''}`}
    >
      {wish === null && <Note>{prompt}</Note>}
      {wish !== null && !data && !isError && <SkeletonLines />}
      {isError && <Why tone="warn">What this changes could not be worked out. Close this and try again.</Why>}
      {data?.ok === false && <Why tone="bad">{data.reason}</Why>}
      {wish !== null && data?.ok && <Shown preview={data.value} />}
    </section>
  )
}
