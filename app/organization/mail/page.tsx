import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Page } from '@/components/frame/page'
import { KeptMail } from '@/components/mail/kept-mail'
import { listKeptMail } from '@/lib/mail/queries'
import { openOrganizationPortal } from '@/lib/portals/queries'

export const metadata: Metadata = { title: 'Kept mail' }

export default async function KeptMailPage() {
  const opened = await openOrganizationPortal()
  if (opened.isOffer) return null
  const mails = await listKeptMail(opened.actor)
  if (!mails) notFound()
  return (
    <Page actor={opened.actor} title="Kept mail" about="What Atrium would have sent, with the links to pass on.">
      <KeptMail mails={mails} />
    </Page>
  )
}
