import type { Metadata } from 'next'
import { SignInLog } from '@/components/audit/sign-in-log'
import { openOrganizationPortal } from '@/lib/portals/queries'
import type { SearchParams } from '@/lib/search-params'

export const metadata: Metadata = { title: 'Sign-ins' }

export default async function SignInsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const opened = await openOrganizationPortal()
  if (opened.isOffer) return null
  return <SignInLog actor={opened.actor} searchParams={await searchParams} basePath="/organization/sign-ins" />
}
