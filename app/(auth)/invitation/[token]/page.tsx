import type { Metadata } from 'next'
import { DrawnFor } from '@/components/change/drawn-for'
import { AcceptForm } from '@/components/invitations/accept-form'
import { AcceptHere } from '@/components/invitations/accept-here'
import { InvitationGone } from '@/components/invitations/invitation-gone'
import { Entrance } from '@/components/sign-in/entrance'
import { HelpContact } from '@/components/sign-in/help-contact'
import { type FoundInvitation, findInvitation } from '@/lib/invitations/queries'
import { readLinkPart } from '@/lib/link-token'
import { mayAcceptByLink } from '@/lib/rules/invitations'
import { findActor } from '@/lib/session'

export const metadata: Metadata = { title: 'Invitation', referrer: 'no-referrer' }

const nowhere = { organization: { allowsLocalUsers: true } }

const asWhat = ({ isWorkspaceAdmin, partnerName }: FoundInvitation) => {
  if (partnerName !== null) return `, as a user of ${partnerName}`
  return isWorkspaceAdmin ? ', as Workspace Admin' : ''
}
const aboutOf = (invitation: FoundInvitation) =>
  `${invitation.invitedByName} invites ${invitation.email} to ${invitation.workspaceName} at ${invitation.organization.name}${asWhat(invitation)}.`

export default async function InvitationRoute({ params }: { params: Promise<{ token: string }> }) {
  const { token: part } = await params
  const link = readLinkPart(part)
  const signedIn = await findActor()
  // Of people of another organization nothing is asked here, as if they were not signed in.
  const actor = signedIn && signedIn.organization.id === link?.organizationId ? signedIn : null
  const invitation = link && (await findInvitation(link.organizationId, link.token, actor))
  const verdict = invitation ? invitation.mayAccept : mayAcceptByLink(nowhere, null, { canSignIn: false })
  return (
    <Entrance
      title={invitation ? `Join ${invitation.workspaceName}` : 'Invitation'}
      about={invitation && aboutOf(invitation)}
      foot={<HelpContact />}
    >
      {actor ? (
        <DrawnFor userId={actor.user.id} workspaceId={actor.user.workspace.id}>
          <AcceptHere invitation={invitation} verdict={verdict} actingIn={actor.user.workspace.name} />
        </DrawnFor>
      ) : invitation && verdict.ok ? (
        <AcceptForm invitation={invitation} link={link} />
      ) : (
        <InvitationGone
          verdict={verdict}
          signInHref={invitation ? `/sign-in/${invitation.organization.slug}?to=/invitation/${part}` : '/sign-in'}
        />
      )}
    </Entrance>
  )
}
