import type { Verdict } from '@/lib/rules/verdict'
import { LinkButton } from '../ui/link-button'
import { Note } from '../ui/note'

/** Why an invitation cannot be accepted by this link, or not yet: who has an account signs in, and comes back. */
export function InvitationGone({ verdict, signInHref }: { verdict: Verdict; signInHref: string }) {
  return (
    <div className="grid gap-4">
      <Note tone="warn">{verdict.ok ? null : verdict.reason}</Note>
      <div className="grid *:w-full">
        <LinkButton href={signInHref} variant="primary">
          Sign in
        </LinkButton>
      </div>
    </div>
  )
}
