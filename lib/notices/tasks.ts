import 'server-only'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { accounts } from '../../db/schema/accounts'
import { notices } from '../../db/schema/notices'
import { reading } from '../database/client'
import { sendMail } from '../mail/send'
import { settings } from '../settings'

const Payload = z.object({ organizationId: z.guid(), noticeId: z.guid() })

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
  const href = `${settings().url}${path}`
  const links = path === '' ? [] : [{ label: 'Open Atrium', href }]
  const text = `Hello ${name},\n\n${body}\n${path === '' ? '' : `\nOpen it in Atrium: ${href}\n`}`
  await sendMail({ organizationId, to: email, subject: title, text, links })
}

/** The background work of notices, by the name it is queued under. */
export const noticeTasks = { 'notice.send': sendNotice } as const
