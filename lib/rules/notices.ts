import { firstOf, refuseIf } from './verdict'

/** USR-3: a person’s notices are all that exist for them; what there is to decide is whether any is left. */
export const mayReadAllNotices = ({ unread }: { readonly unread: number }) =>
  firstOf(refuseIf(unread === 0, 'all-read', 'You have read every one.'))
