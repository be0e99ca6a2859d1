import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { SignInPage } from '@/components/sign-in/sign-in-page'
import type { SearchParams } from '@/lib/search-params'
import { findActor } from '@/lib/session'
import { findSignInOrganization } from '@/lib/sign-in/queries'
import { safePath } from '@/lib/sign-in/safe-path'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> }

export default async function OrganizationSignInRoute({ params, searchParams }: Props) {
  const [{ slug }, search] = await Promise.all([params, searchParams])
  const to = safePath(search.to)
  const organization = await findSignInOrganization(slug)
  if (!organization) notFound()
  if (await findActor()) redirect(to)
  const isOneOfSeveral = (await findSignInOrganization('')) === null
  return <SignInPage organization={organization} to={to} isOneOfSeveral={isOneOfSeveral} />
}
