import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { invitations } from '../../db/schema/invitations'
import type { Call } from '../call'
import { type Change, change } from '../change'
import { badField, notFound } from '../change/failures'
import { readGroups } from '../groups/facts'
import { hashToken, newToken } from '../link-token'
import { readPartner } from '../partners/facts'
import { findMailAccount } from '../password-resets/queries'
import { commonPasswordReason, isCommonPassword } from '../passwords/common'
import { hashPassword } from '../passwords/hash'
import { readPolicies } from '../policies/facts'
import {
  mayAcceptByLink,
  mayAcceptSignedIn,
  mayInvite,
  mayInviteIntoPartner,
  mayInviteWorkspaceAdmin,
  mayIssueInvitation,
  mayResendInvitation,
  mayRevokeInvitation,
} from '../rules/invitations'
import { readWorkspace } from '../workspaces/facts'
import { type LockedInvitation, lockByToken, lockInvitation, lockOwnInvitation, readAddresses } from './facts'
import {
  AcceptByLink,
  AcceptInvitation,
  InviteUsers,
  IssueInvitation,
  ResendInvitation,
  RevokeInvitation,
} from './input'
import { judge, resultsOf, sift } from './invite'
import { findInvitation } from './queries'
import { insertInvitations, join, queueInvitation, validFor } from './writes'

const personOf = ({ actor }: Change) => (actor.kind === 'user' ? actor.person : { id: null, name: 'Atrium' })

const targetOf = ({ id, email }: { id: string; email: string }) => ({ kind: 'invitation', id, label: email })

const isIt = ({ actor }: Change, { id }: { id: string }) =>
  and(eq(invitations.organizationId, actor.organization.id), eq(invitations.id, id))

/** INV-1, INV-2, INV-4 to INV-6, PAR-2: invites whom it can, and answers a result for each line. */
export const inviteUsers = change(InviteUsers, async (context, input) => {
  const { actor, tx, permit, audit, log } = context
  const organizationId = actor.organization.id
  const workspace = await readWorkspace(tx, actor, input.workspaceId)
  permit(mayInvite(actor, workspace.id))
  if (input.isWorkspaceAdmin) permit(mayInviteWorkspaceAdmin(actor))
  const groups = await readGroups(tx, actor, workspace.id, input.groupIds)
  const partner = input.partnerId === undefined ? null : await readPartner(tx, actor, input.partnerId)
  if (partner !== null) {
    if (partner?.workspaceId !== workspace.id) throw notFound()
    permit(mayInviteIntoPartner({ isWorkspaceAdmin: input.isWorkspaceAdmin, groups: groups.length }))
  }
  const { good, bad } = sift(input.lines)
  const known = await readAddresses(
    tx,
    organizationId,
    workspace.id,
    good.map((line) => line.email),
  )
  const { allowedEmailDomains: allowedDomains } = await readPolicies(tx, organizationId, workspace.id)
  const judged = judge(good, { ...known, allowedDomains, intoPartnerId: partner?.id ?? null })
  const made = await insertInvitations(
    tx,
    organizationId,
    workspace.id,
    personOf(context),
    judged
      .filter(({ verdict }) => verdict.ok)
      .map(({ line: { email, name } }) => ({
        email,
        name,
        isWorkspaceAdmin: input.isWorkspaceAdmin,
        partnerId: partner?.id ?? null,
      })),
    groups.map((group) => group.id),
  )
  for (const invitation of made)
    audit('invitation.sent', {
      target: targetOf(invitation),
      workspace,
      after: {
        isWorkspaceAdmin: input.isWorkspaceAdmin,
        groups: groups.map((group) => group.name),
        ...(partner && { partner: partner.name }),
      },
    })
  const results = resultsOf(judged, new Set(made.map(({ email }) => email)), bad)
  const refused = results.length - made.length
  if (refused > 0) log('refused', { workspace, detail: `Refused to invite ${refused} of ${results.length} lines` })
  return { results }
})

/** INV-3, SWI-3: a new link, after which the old one is dead. One that had expired counts from now on. */
export const resendInvitation = change(ResendInvitation, async (context, { invitationId }) => {
  const { actor, tx, permit, audit } = context
  const invitation = await lockInvitation(tx, actor, invitationId)
  permit(mayResendInvitation(actor, invitation))
  const isAnew = invitation.state === 'expired'
  await tx
    .update(invitations)
    .set({
      sentAt: sql`now()`,
      ...(isAnew && { firstSentAt: sql`now()` }),
      expiresAt: validFor,
      tokenHash: null,
    })
    .where(isIt(context, invitation))
  await queueInvitation(tx, actor.organization.id, invitation.id)
  audit('invitation.resent', { target: targetOf(invitation), workspace: invitation.workspace })
  return null
})

/** INV-3 */
export const revokeInvitation = change(RevokeInvitation, async (context, { invitationId }) => {
  const { actor, tx, permit, audit } = context
  const invitation = await lockInvitation(tx, actor, invitationId)
  permit(mayRevokeInvitation(actor, invitation))
  await tx
    .update(invitations)
    .set({ revokedAt: sql`now()`, revokedByName: personOf(context).name, tokenHash: null })
    .where(isIt(context, invitation))
  audit('invitation.revoked', { target: targetOf(invitation), workspace: invitation.workspace })
  return null
})

/** INV-3: makes the one link that accepts an invitation from now on. The token is given out here only (SEC-5). */
export const issueInvitation = change(IssueInvitation, async (context, { invitationId }) => {
  const { actor, tx, permit, log } = context
  const invitation = await lockOwnInvitation(tx, actor, invitationId)
  permit(mayIssueInvitation(actor, invitation))
  const token = newToken()
  await tx
    .update(invitations)
    .set({ tokenHash: hashToken(token), expiresAt: validFor })
    .where(isIt(context, invitation))
  const { email, name, workspace } = invitation
  log('invitation-mailed', {
    workspace,
    person: { id: null, name, email },
    detail: 'An invitation goes to their mailbox',
  })
  return {
    token,
    email,
    name,
    invitedByName: invitation.invitedByName,
    workspace,
    partnerName: invitation.partnerName,
    organization: actor.organization.name,
  }
})

/** INV-3, INV-6, SWI-3: whoever is signed in with the invited address gets one more user. */
export const acceptInvitation = change(AcceptInvitation, async (context, { invitationId }) => {
  const { actor, tx, permit } = context
  const invitation = await lockOwnInvitation(tx, actor, invitationId)
  permit(mayAcceptSignedIn(actor, invitation))
  const name = actor.kind === 'user' ? actor.person.name : invitation.name
  const user = await join(context, invitation, name, null)
  return { userId: user.id, workspace: invitation.workspace.name }
})

/** The hash of the password; none for a link that somebody made up. */
async function prepare({ claim }: Call, { token, password }: z.output<typeof AcceptByLink>) {
  const isOurs = 'organizationId' in claim && (await findInvitation(claim.organizationId, token, null)) !== null
  return isOurs ? hashPassword(password) : undefined
}

async function accountOf({ actor, tx }: Change, invitation: LockedInvitation | undefined) {
  const email = invitation?.email ?? ''
  const account = await findMailAccount(tx, actor.organization.id, { email })
  return { canSignIn: account?.hasPassword === true && account.hasActiveUser }
}

/** INV-3, INV-6, SWI-3: by the link out of the mail, for who has no way yet to sign in. Sets their password. */
export const acceptByLink = change(
  AcceptByLink,
  async (context, { token, name, password }, passwordHash: string | undefined) => {
    const { actor, tx, permit } = context
    const invitation = await lockByToken(tx, actor.organization.id, hashToken(token))
    permit(mayAcceptByLink(actor, invitation ?? null, await accountOf(context, invitation)))
    if (!invitation || passwordHash === undefined) throw notFound()
    if (isCommonPassword(password, [name, invitation.email, actor.organization.name]))
      throw badField('password', 'common-password', commonPasswordReason)
    const user = await join(context, invitation, name, passwordHash)
    return { slug: actor.organization.slug, email: invitation.email, accountId: user.accountId }
  },
  { prepare },
)
