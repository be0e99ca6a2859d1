import 'server-only'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { accounts } from '../../db/schema/accounts'
import { notices } from '../../db/schema/notices'
import { reading } from '../database/client'
import { sendMail } from '../mail/send'
import { settings } from '../settings'

const Payload = z.object({ organizationId: z.guid(), noticeId: z.guid() })

const textOf = (name: string, body: string, href: string) =>
  `Hello ${name},\n\n${body}\n${href === '' ? '' : `\nOpen it in Atrium: ${href}\n`}`

/** USR-3: what a person was told in the product, by mail. */
async function sendNotice(payload: unknown): Promise<void> {
  const { organizationId, noticeId } = Payload.parse(payload)
  const [notice] = await reading(organizationId, (tx) =>
    tx
      .select({
        email: accounts.email,
        name: accounts.name,
        title: notices.title,
        body: notices.body,
        path: notices.path,
      })
      .from(notices)
      .innerJoin(accounts, and(eq(accounts.organizationId, notices.organizationId), eq(accounts.id, notices.accountId)))
      .where(and(eq(notices.organizationId, organizationId), eq(notices.id, noticeId))),
  )
  if (!notice) return // the person is gone
  const { email, name, title, body, path } = notice
  const href = path === '' ? '' : `${settings().url}${path}`
  const links = href === '' ? [] : [{ label: 'Open Atrium', href }]
  await sendMail({ organizationId, to: email, subject: title, text: textOf(name, body, href), links })
}

const Farewell = z.object({
  organizationId: z.guid(),
  email: z.string(),
  name: z.string(),
  title: z.string(),
  body: z.string(),
})

/** USR-3: the same to somebody whose account is gone. */
async function sendFarewell(payload: unknown): Promise<void> {
  const { organizationId, email, name, title, body } = Farewell.parse(payload)
  await sendMail({ organizationId, to: email, subject: title, text: textOf(name, body, ''), links: [] })
}

/** The background work of notices, by the name it is queued under. */
export const noticeTasks = { 'notice.send': sendNotice, 'notice.farewell': sendFarewell } as const
