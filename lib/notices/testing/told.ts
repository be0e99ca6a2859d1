import { asc, eq } from 'drizzle-orm'
import { notices } from '../../../db/schema/notices'
import { reading } from '../../database/client'
import { asDatabaseAdmin } from '../../test/look'

/** Every notice of an organization, oldest first. */
export const allTold = (organizationId: string) =>
  reading(organizationId, (tx) =>
    tx
      .select()
      .from(notices)
      .where(eq(notices.organizationId, organizationId))
      .orderBy(asc(notices.at), asc(notices.id)),
  )

/** What `run` tells an organization’s people: to whom, of what, in which words, and where it leads. */
export async function toldBy(organizationId: string, run: () => Promise<unknown>) {
  const seen = new Set((await allTold(organizationId)).map((row) => row.id))
  await run()
  const fresh = (await allTold(organizationId)).filter((row) => !seen.has(row.id))
  return fresh.map(({ id, accountId, event, title, body, path }) => ({
    id,
    to: accountId,
    event,
    text: `${title}. ${body}`,
    path,
  }))
}

/** What waits in the queue to be mailed of these notices: a payload for each. */
export const waiting = (noticeIds: readonly string[]) =>
  asDatabaseAdmin(async (admin) => {
    const rows = await admin<{ payload: unknown }[]>`
      select payload from graphile_worker._private_jobs where key in ${admin(noticeIds.map((id) => `notice:${id}`))}`
    return rows.map((row) => row.payload)
  })

/** What waits to be mailed to an address whose account is gone. */
export const farewellsTo = (email: string) =>
  asDatabaseAdmin(async (admin) => {
    const rows = await admin<{ payload: unknown }[]>`
      select payload from graphile_worker._private_jobs where key like 'farewell:%' and payload ->> 'email' = ${email}`
    return rows.map((row) => row.payload)
  })
