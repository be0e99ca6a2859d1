import 'server-only'
import { z } from 'zod'
import { actingAs } from '../call'
import { reading } from '../database/client'
import { linkTo } from '../link-token'
import { sendMail } from '../mail/send'
import { issueReset } from './changes'
import { findMailAccount } from './queries'

const Payload = z.object({ organizationId: z.guid(), email: z.string() })

const text = (name: string, organization: string, link: string) =>
  `Hello ${name},

somebody asked for a link to set the password of your account at ${organization}.

Set your password: ${link}

The link works once, for one hour, and only the newest one. If it was not you who asked, do nothing: your password stays as it is.
`

/** Sends a new link, when the address is that of somebody who could sign in. Each try makes a new link and ends the one before. */
async function sendReset(payload: unknown): Promise<void> {
  const { organizationId, email } = Payload.parse(payload)
  const account = await reading(organizationId, (tx) => findMailAccount(tx, organizationId, { email }))
  if (!account?.hasActiveUser) return
  const issued = await actingAs({ kind: 'system', organizationId }, () => issueReset({ accountId: account.id }))
  if (!issued.ok) return // gone or deactivated meanwhile
  const { token, organization } = issued.value
  const link = linkTo('reset-password', organizationId, token)
  await sendMail({
    organizationId,
    to: account.email,
    subject: `Set your password at ${organization}`,
    text: text(account.name, organization, link),
    links: [{ label: 'Set your password', href: link }],
  })
}

/** The background work of password resets, by the name it is queued under. */
export const passwordResetTasks = { 'password-reset.send': sendReset } as const
