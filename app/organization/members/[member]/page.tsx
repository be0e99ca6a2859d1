import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Page } from '@/components/frame/page'
import { MemberUsers } from '@/components/members/member-users'
import { SendLink } from '@/components/members/send-link'
import { SignInChoice } from '@/components/members/sign-in-choice'
import { MemberSessions } from '@/components/sessions/member-sessions'
import { findMember } from '@/lib/members/queries'
import { membersHref } from '@/lib/portals/portals'
import { openOrganizationPortal } from '@/lib/portals/queries'
import { listSessionsOf } from '@/lib/sessions/queries'

export const metadata: Metadata = { title: 'Member' }

export default async function MemberPage({ params }: { params: Promise<{ member: string }> }) {
  const opened = await openOrganizationPortal()
  if (opened.isOffer) return null
  const { actor } = opened
  const member = await findMember(actor, (await params).member)
  if (!member) notFound()
  return (
    <Page
      actor={actor}
      title={member.name}
      crumbs={[{ label: 'Members', href: membersHref(null) }]}
      about={member.email}
    >
      <div className="grid max-w-[960px] gap-5">
        <MemberUsers member={member} />
        <SignInChoice key={member.signInUserId} member={member} />
        <SendLink member={member} />
        <MemberSessions accountId={member.id} sessions={await listSessionsOf(actor, member.id)} />
      </div>
    </Page>
  )
}
