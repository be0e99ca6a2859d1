import 'server-only'
import { change } from '../change'
import { notFound } from '../change/failures'
import { tell } from '../notices/writes'
import { findMailAccount } from '../password-resets/queries'
import { queueReset } from '../password-resets/writes'
import { profileHref } from '../portals/portals'
import { mayListUsers, maySendPasswordLink } from '../rules/users'
import { SendPasswordLink } from './input'

/** USR-1, INV-7: a link goes to the person's own mailbox. Whoever is no Organization Admin knows of no members. */
export const sendPasswordLink = change(SendPasswordLink, async ({ actor, tx, permit, audit }, { accountId }) => {
  const organizationId = actor.organization.id
  const member = mayListUsers(actor, null).ok ? await findMailAccount(tx, organizationId, { id: accountId }) : null
  if (!member) throw notFound()
  permit(maySendPasswordLink(actor, member))
  await queueReset(tx, organizationId, member.email)
  audit('member.password-link-sent', { target: { kind: 'member', id: member.id, label: member.email } })
  await tell(tx, actor, [
    {
      accountId: member.id,
      event: 'member.password-link-sent',
      workspaceId: null,
      title: 'You were sent a link to set your password',
      body: 'An Organization Admin had it sent to your mailbox. If you asked for none, tell them; your password stays as it is.',
      path: profileHref,
      isMailed: true,
    },
  ])
  return null
})
