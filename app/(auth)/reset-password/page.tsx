import type { Metadata } from 'next'
import Link from 'next/link'
import { AskResetForm } from '@/components/sign-in/ask-reset-form'
import { Entrance } from '@/components/sign-in/entrance'
import { HelpContact } from '@/components/sign-in/help-contact'
import { OrganizationForm } from '@/components/sign-in/organization-form'
import type { SearchParams } from '@/lib/search-params'
import { findSignInOrganization } from '@/lib/sign-in/queries'

export const metadata: Metadata = { title: 'Forgot your password?' }

export default async function AskResetRoute({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { organization: slug } = await searchParams
  const organization = await findSignInOrganization(typeof slug === 'string' ? slug : '')
  const foot = (
    <>
      <Link href={organization ? `/sign-in/${organization.slug}` : '/sign-in'} className="link">
        Back to sign-in
      </Link>
      <HelpContact />
    </>
  )
  if (!organization)
    return (
      <Entrance title="Forgot your password?" about="Which organization do you belong to?" foot={foot}>
        <OrganizationForm path="reset-password" query="" />
      </Entrance>
    )
  return (
    <Entrance
      title="Forgot your password?"
      about={`We send a link to set a new one for ${organization.name}.`}
      foot={foot}
    >
      <AskResetForm organization={organization.slug} />
    </Entrance>
  )
}
