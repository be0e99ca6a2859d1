import { sql } from 'drizzle-orm'
import { database } from '@/lib/database/client'
import { describeError, log } from '@/lib/log'

export const dynamic = 'force-dynamic'

const patience = 3_000

/** The process can do its work: the database answers within three seconds. 503 while it does not. */
export async function GET() {
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error('no answer in time')), patience).unref(),
  )
  try {
    await Promise.race([database().execute(sql`select has_organization()`), late])
    return Response.json({ status: 'ready' })
  } catch (error) {
    log.warn(describeError(error), 'not ready')
    return Response.json({ status: 'waiting for the database' }, { status: 503 })
  }
}
