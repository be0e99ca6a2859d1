import type { SectionIcon } from '../portals/pages'
import type { Verdict } from '../rules/verdict'

/** What choosing an entry does; to act as another of one's users loads `href` as that one. */
export type Deed =
  | { readonly kind: 'open'; readonly href: string }
  | { readonly kind: 'act-as'; readonly userId: string; readonly href: string }
  | { readonly kind: 'switch-theme' | 'sign-out' }

export type EntryIcon =
  | SectionIcon
  | 'organization'
  | 'workspace'
  | 'person'
  | 'create'
  | 'import'
  | 'invite'
  | 'deactivate'
  | 'reactivate'
  | 'switch'
  | 'theme'
  | 'sign-out'

/** A line of the palette. */
export type Entry = {
  readonly id: string
  readonly group: 'pages' | 'actions' | 'workspaces' | 'people'
  readonly icon: EntryIcon
  readonly label: string
  /** What tells it from others of its name: where it is, a workspace ID, an address. */
  readonly hint: string
  /** Other words that people look for it by. */
  readonly also: string
  /** Whether it is offered before anything is typed. */
  readonly isFirst: boolean
  readonly deed: Deed
  readonly verdict: Verdict
}
