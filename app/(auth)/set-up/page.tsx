import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { Entrance } from '@/components/sign-in/entrance'
import { HelpContact } from '@/components/sign-in/help-contact'
import { SetUpForm } from '@/components/sign-in/set-up-form'
import { hasOrganization } from '@/lib/sign-in/queries'

export const metadata: Metadata = { title: 'Set up' }

export default async function SetUpRoute() {
  await connection() // asked anew each time, never at build
  if (await hasOrganization()) notFound()
  return (
    <Entrance
      title="Set up Atrium"
      about="Name your organization and make yourself its first Organization Admin."
      foot={<HelpContact />}
    >
      <SetUpForm />
    </Entrance>
  )
}
