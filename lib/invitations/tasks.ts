import 'server-only'
import { z } from 'zod'
import { actingAs } from '../call'
import { linkTo } from '../link-token'
import { sendMail } from '../mail/send'
import { issueInvitation } from './changes'

const Payload = z.object({ organizationId: z.guid(), invitationId: z.guid() })

type Words = {
  readonly name: string
  readonly invitedByName: string
  readonly workspace: string
  readonly partnerName: string | null
  readonly organization: string
}

const text = ({ name, invitedByName, workspace, partnerName, organization }: Words, link: string) =>
  `Hello${name === '' ? '' : ` ${name}`},

${invitedByName} invites you to the workspace ${workspace} at ${organization}${partnerName === null ? '' : `, as a user of ${partnerName}`}.

Accept the invitation: ${link}

The link is for you alone. It works once, for seven days, and only the newest one. If you expected no invitation, do nothing.
`

/** Mails an invitation, while it is pending. Each try makes a new link and ends the one before. */
async function sendInvitation(payload: unknown): Promise<void> {
  const { organizationId, invitationId } = Payload.parse(payload)
  const issued = await actingAs({ kind: 'system', organizationId }, () => issueInvitation({ invitationId }))
  if (!issued.ok) return // revoked or accepted meanwhile
  const { token, email, name, invitedByName, workspace, partnerName, organization } = issued.value
  const link = linkTo('invitation', organizationId, token)
  await sendMail({
    organizationId,
    to: email,
    subject: `${invitedByName} invites you to ${workspace.name} at ${organization}`,
    text: text({ name, invitedByName, workspace: workspace.name, partnerName, organization }, link),
    links: [{ label: 'Accept the invitation', href: link }],
  })
}

/** The background work of invitations, by the name it is queued under. */
export const invitationTasks = { 'invitation.send': sendInvitation } as const
