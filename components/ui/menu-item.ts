import type { Verdict } from '@/lib/rules/verdict'

/** One line of a menu: an address to go to, or a key handed to the menu's owner. */
export type MenuItem = {
  key: string
  label: string
  href?: string
  isDanger?: boolean
  /** A refused item keeps its place and its focus, says why under its label, and does nothing. */
  verdict?: Verdict
}
