import Link from 'next/link'
import type { SignInOrganization } from '@/lib/sign-in/queries'
import { Entrance } from './entrance'
import { HelpContact } from './help-contact'
import { SignInForm } from './sign-in-form'

type SignInPageProps = {
  organization: SignInOrganization
  /** A path of ours to go on to. */
  to: string
  /** SEC-6: there are others, which are not told. */
  isOneOfSeveral?: boolean
}

/** The sign-in page of one organization. */
export function SignInPage({ organization, to, isOneOfSeveral = false }: SignInPageProps) {
  return (
    <Entrance
      title={`Sign in to ${organization.name}`}
      foot={
        <>
          {isOneOfSeveral && (
            <Link href="/sign-in?other=1" className="link">
              Another organization
            </Link>
          )}
          <HelpContact />
        </>
      }
    >
      <SignInForm
        organization={organization.slug}
        to={to}
        resetHref={`/reset-password?organization=${organization.slug}`}
      />
    </Entrance>
  )
}
