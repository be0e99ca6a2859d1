import { notices } from '../../db/schema/notices'
import type { Tx } from '../database/client'
import { enqueue } from '../queue'
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
}

/** USR-3: tells people in the product and by mail, in the change that it is about. Nobody is told what they did themselves. */
export async function tell(tx: Tx, actor: Actor, told: readonly Notice[]): Promise<void> {
  const organizationId = actor.organization.id
  const self = actor.kind === 'user' ? actor.person.id : null
  const rows = told
    .filter((notice) => notice.accountId !== self)
    .map((notice) => ({ ...notice, organizationId, id: crypto.randomUUID() }))
  if (rows.length === 0) return
  await tx.insert(notices).values(rows)
  for (const { id } of rows)
    await enqueue(tx, { task: 'notice.send', key: `notice:${id}`, payload: { organizationId, noticeId: id } })
}
