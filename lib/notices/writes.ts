import { sql } from 'drizzle-orm'
import { notices } from '../../db/schema/notices'
import type { Tx } from '../database/client'
import { enqueueAll } from '../queue'
import type { Actor } from '../rules/actor'

/** Something to tell a person: a title of a few words, a sentence or two, and where it leads within Atrium. */
export type Notice = {
  readonly accountId: string
  /** As an audit event is named: `user.deactivated`. */
  readonly event: string
  readonly workspaceId: string | null
  readonly title: string
  readonly body: string
  /** Empty where there is nowhere to go. */
  readonly path: string
  /** Somebody else decided it: whoever acts is told too. */
  readonly isOfOthers?: true
  /** The change sends a mail of its own that says as much. */
  readonly isMailed?: true
}

/**
 * One change at a time tells in an organization, so that whoever is told later is told of by a later moment. Without it a
 * notice could come to stand below others that have been looked at, and be marked as read with them, unseen.
 */
const lockNotices = (tx: Tx, organizationId: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`notices ${organizationId}`}, 0))`)

const batch = 1_000

/**
 * USR-3: tells people in the product and by mail, in the change that it is about, as the last thing it does. Nobody is
 * told what they did themselves.
 */
export async function tell(tx: Tx, actor: Actor, told: readonly Notice[]): Promise<void> {
  const organizationId = actor.organization.id
  const self = actor.kind === 'user' ? actor.person.id : null
  const heard = told
    .filter((notice) => notice.isOfOthers || notice.accountId !== self)
    .map((notice) => ({ ...notice, id: crypto.randomUUID() }))
  if (heard.length === 0) return
  await lockNotices(tx, organizationId)
  for (let start = 0; start < heard.length; start += batch)
    await tx.insert(notices).values(
      heard
        .slice(start, start + batch)
        // The moment of the lock, not that of the transaction's beginning.
        .map(({ isOfOthers: _, isMailed: __, ...row }) => ({ ...row, organizationId, at: sql`clock_timestamp()` })),
    )
  const mails = heard.filter((notice) => !notice.isMailed)
  await enqueueAll(
    tx,
    mails.map(({ id }) => ({
      task: 'notice.send',
      key: `notice:${id}`,
      payload: { organizationId, noticeId: id },
    })),
  )
}

/** Somebody whose account goes with the change, and with it every notice. */
export type Farewell = { readonly email: string; readonly name: string; readonly title: string; readonly body: string }

/** USR-3: tells people by mail alone, who are nobody here from now on. */
export const tellByMail = (tx: Tx, organizationId: string, told: readonly Farewell[]) =>
  enqueueAll(
    tx,
    told.map((farewell) => ({
      task: 'notice.farewell',
      key: `farewell:${crypto.randomUUID()}`,
      payload: { organizationId, ...farewell },
    })),
  )
