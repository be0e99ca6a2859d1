import { CircleSlash, SearchX, Sprout } from 'lucide-react'
import type { ReactNode } from 'react'
import { LinkButton } from './link-button'

type EmptyStateProps =
  | {
      kind: 'nothing-yet'
      title: string
      children: ReactNode /** The first step. */
      action?: ReactNode
      icon?: ReactNode
    }
  | { kind: 'no-match'; title?: string; children?: ReactNode; clearHref: string; clearLabel?: string }
  | { kind: 'not-for-you'; title?: string /** Who to ask. */; children: ReactNode; action?: ReactNode }

const looks = {
  'nothing-yet': { icon: <Sprout />, title: undefined, words: undefined },
  'no-match': { icon: <SearchX />, title: 'Nothing matches', words: 'No row fits this search and these filters.' },
  'not-for-you': { icon: <CircleSlash />, title: 'This page is not for you', words: undefined },
} as const

/** Why there is nothing to see, and what to do about it. With `isPage` it is all there is, and its title the page's. */
export function EmptyState({ isPage = false, ...props }: EmptyStateProps & { isPage?: boolean }) {
  const look = looks[props.kind]
  const Heading = isPage ? 'h1' : 'h2'
  return (
    <div className="grid justify-items-center gap-1.5 px-6 py-10 text-center">
      <span className="mb-1.5 grid size-10 place-items-center rounded-r3 border border-line-strong bg-sunken text-text-3 [&>.lucide]:size-5">
        {(props.kind === 'nothing-yet' && props.icon) || look.icon}
      </span>
      <Heading className="text-t3">{props.title ?? look.title}</Heading>
      <div className="max-w-[42ch] text-text-2">{props.children ?? look.words}</div>
      <div className="mt-3 flex flex-wrap justify-center gap-2 empty:hidden">
        {props.kind === 'no-match' ? (
          <LinkButton href={props.clearHref}>{props.clearLabel ?? 'Clear filters'}</LinkButton>
        ) : (
          props.action
        )}
      </div>
    </div>
  )
}
