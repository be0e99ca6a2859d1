import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Entrance } from '@/components/sign-in/entrance'
import { HelpContact } from '@/components/sign-in/help-contact'
import { OrganizationForm } from '@/components/sign-in/organization-form'
import { SignInPage } from '@/components/sign-in/sign-in-page'
import type { SearchParams } from '@/lib/search-params'
import { findActor } from '@/lib/session'
import { lastSlug } from '@/lib/sign-in/device'
import { findSignInOrganization, hasOrganization } from '@/lib/sign-in/queries'
import { safePath } from '@/lib/sign-in/safe-path'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInRoute({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const search = await searchParams
  const to = safePath(search.to)
  const query = to === '/' ? '' : `?to=${encodeURIComponent(to)}`
  if (await findActor()) redirect(to)
  const organization = await findSignInOrganization('')
  if (organization) return <SignInPage organization={organization} to={to} />
  if (!(await hasOrganization())) redirect('/set-up')
  const last = search.other === undefined ? await lastSlug() : ''
  if (last !== '' && (await findSignInOrganization(last))) redirect(`/sign-in/${last}${query}`)
  return (
    <Entrance title="Sign in" about="Which organization do you belong to?" foot={<HelpContact />}>
      <OrganizationForm path="sign-in" query={query} />
    </Entrance>
  )
}
