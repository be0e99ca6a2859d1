import 'server-only'
import { and, desc, eq, sql } from 'drizzle-orm'
import { activity } from '../../db/schema/audit'
import { fileVersions, nodes } from '../../db/schema/files'
import { reading, type Tx } from '../database/client'
import { idField } from '../fields'
import { idArray, selectNodes } from '../files/facts'
import { pathOf, readWay } from '../files/way'
import type { Actor } from '../rules/actor'
import { mayRead } from '../rules/files'
import { fileInWords, takenInWords } from './words'

/** Bytes as the database names them: `hash` as SHA-256 in hex, `size` in bytes. */
async function readContents(tx: Tx, organizationId: string, fileId: string, version: number | undefined) {
  const [current] = await tx
    .select({ hash: nodes.hash, size: nodes.size, version: nodes.version })
    .from(nodes)
    .where(and(eq(nodes.organizationId, organizationId), eq(nodes.id, fileId)))
  if (!current?.hash) return null
  if (version === undefined || version === current.version) return { ...current, hash: current.hash }
  const [older] = await tx
    .select({ hash: fileVersions.hash, size: fileVersions.size, version: fileVersions.version })
    .from(fileVersions)
    .where(
      and(
        eq(fileVersions.organizationId, organizationId),
        eq(fileVersions.fileId, fileId),
        eq(fileVersions.version, version),
      ),
    )
  return older ?? null
}

/** A version of a file that exists for the actor, the current one unless another is asked for; or null. FIL-2, FIL-9 */
export async function findContents(actor: Actor, fileId: string, version?: number) {
  if (!idField.safeParse(fileId).success) return null
  return reading(actor.organization.id, async (tx) => {
    const [node] = await selectNodes(tx, actor, idArray([fileId]))
    const contents = node?.kind === 'file' ? await readContents(tx, actor.organization.id, node.id, version) : null
    if (!node || !contents) return null
    const path = pathOf(await readWay(tx, actor.organization.id, node.id))
    const words = fileInWords(path, contents.version, node.version)
    return { id: node.id, name: node.name, workspaceId: node.workspace.id, words, mayRead: mayRead(node), ...contents }
  })
}
export type Contents = NonNullable<Awaited<ReturnType<typeof findContents>>>

// Looked at of a person's latest entries.
const lately = 200

/** Whether the log has it of the last hour that this person took this: a film is asked for in a hundred parts. SEC-7 */
export const findRecorded = (actor: Actor, contents: Contents, event: 'downloaded' | 'viewed'): Promise<boolean> =>
  reading(actor.organization.id, async (tx) => {
    if (actor.kind !== 'user') return false
    const own = tx
      .select()
      .from(activity)
      .where(and(eq(activity.organizationId, actor.organization.id), eq(activity.accountId, actor.person.id)))
      .orderBy(desc(activity.id))
      .limit(lately)
      .as('own')
    const found = await tx
      .select({ at: own.at })
      .from(own)
      .where(
        and(
          eq(own.event, event),
          eq(own.workspaceId, contents.workspaceId),
          eq(own.detail, takenInWords(event, contents.words)),
          sql`${own.at} > now() - interval '1 hour'`,
        ),
      )
      .limit(1)
    return found.length > 0
  })
