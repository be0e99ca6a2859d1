import type { Metadata } from 'next'
import { Page } from '@/components/frame/page'
import { Profile } from '@/components/profile/profile'
import { requireActor } from '@/lib/session'
import { listSessions } from '@/lib/sessions/queries'

export const metadata: Metadata = { title: 'Profile' }

export default async function ProfilePage() {
  const actor = await requireActor()
  return (
    <Page actor={actor} title="Profile" about="Your account, where you start, and where you are signed in.">
      <Profile actor={actor} sessions={await listSessions(actor)} />
    </Page>
  )
}
