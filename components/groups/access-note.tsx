import type { Gives } from '@/lib/groups/access'
import { accessWords, type Happening } from '@/lib/groups/access-words'
import { Note } from '../ui/note'

/** GRP-2: what access is given or taken, before it is. */
export const AccessNote = ({ gives, happening }: { gives: Gives; happening: Happening }) => (
  <Note tone={happening !== 'join' && gives.length > 0 ? 'warn' : 'neutral'}>{accessWords(gives, happening)}</Note>
)
