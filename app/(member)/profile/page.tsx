import type { Metadata } from 'next'
import { Page } from '@/components/frame/page'
import { Profile } from '@/components/profile/profile'
import { listGroupsOf } from '@/lib/groups/queries'
import { requireActor } from '@/lib/session'
import { listSessions } from '@/lib/sessions/queries'

export const metadata: Metadata = { title: 'Profile' }

export default async function ProfilePage() {
  const actor = await requireActor()
  const [groups, sessions] = await Promise.all([listGroupsOf(actor, actor.user.id), listSessions(actor)])
  return (
    <Page actor={actor} title="Profile" about="Your account, your groups, where you start and where you are signed in.">
      <Profile actor={actor} groups={groups} sessions={sessions} />
    </Page>
  )
}
