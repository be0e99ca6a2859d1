import type { Metadata } from 'next'
import { Entrance } from '@/components/sign-in/entrance'
import { HelpContact } from '@/components/sign-in/help-contact'
import { ResetForm } from '@/components/sign-in/reset-form'
import { readLinkPart } from '@/lib/link-token'
import { findReset } from '@/lib/password-resets/queries'
import { maySetPasswordByLink } from '@/lib/rules/passwords'

export const metadata: Metadata = { title: 'Set your password', referrer: 'no-referrer' }

export default async function ResetRoute({ params }: { params: Promise<{ token: string }> }) {
  const link = readLinkPart((await params).token)
  const reset = link && (await findReset(link.organizationId, link.token))
  const verdict = maySetPasswordByLink(reset && { isOver: false })
  return (
    <Entrance
      title="Set your password"
      about={reset ? `For ${reset.email} at ${reset.organizationName}` : undefined}
      foot={<HelpContact />}
    >
      <ResetForm link={link && reset && { ...link, email: reset.email }} reason={verdict.ok ? '' : verdict.reason} />
    </Entrance>
  )
}
