import { randomBytes } from 'node:crypto'
import { createReadStream, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { and, eq, isNull } from 'drizzle-orm'
import { users } from '../db/schema/accounts'
import { nodes } from '../db/schema/files'
import { actingAs } from '../lib/call'
import { reading } from '../lib/database/client'
import { makeFolder } from '../lib/files/changes'
import { storeFile } from '../lib/files/store-file'
import { copyWhole } from './copy-whole'
import { done } from './done'
import type { FilesOrder } from './order'

const MiB = 1024 * 1024

/** The root of the workspace a user is in. */
const rootOf = (organizationId: string, userId: string) =>
  reading(organizationId, async (tx) => {
    const [found] = await tx
      .select({ id: nodes.id })
      .from(nodes)
      .innerJoin(users, eq(users.workspaceId, nodes.workspaceId))
      .where(and(eq(users.id, userId), isNull(nodes.parentId)))
    return found?.id ?? ''
  })

/** A plain file of so many megabytes, none like the other. */
function writeLarge(path: string, megabytes: number): void {
  const block = randomBytes(MiB)
  writeFileSync(path, '')
  for (let at = 0; at < megabytes; at++) {
    block.writeUInt32LE(at, 0)
    writeFileSync(path, block, { flag: 'a' })
  }
}

/**
 * Makes one large file and many small ones, of 1 to 4 KiB, in the store and, the same, as plain files in `folder`; and
 * copies of the folder of small ones, which are rows alone.
 */
export async function arrangeFiles({ organizationId, userId, folder, megabytes, small, copies }: FilesOrder) {
  const claim = { kind: 'user', organizationId, userId } as const
  const rootId = await rootOf(organizationId, userId)
  const make = async (name: string, parentId = rootId) =>
    done(await actingAs(claim, () => makeFolder({ folderId: parentId, name }))).id
  const folderId = await make('Many')
  mkdirSync(join(folder, 'many'), { recursive: true })
  const large = join(folder, 'large.bin')
  writeLarge(large, megabytes)
  const bytes = createReadStream(large, { highWaterMark: MiB })
  const stored = await actingAs(claim, () => storeFile(organizationId, { folderId: rootId, name: 'large.bin', bytes }))
  let next = 0
  const lane = async () => {
    for (let index = next++; index < small; index = next++) {
      const name = `file ${index}.dat`
      const contents = randomBytes(1024 + ((index * 37) % 3072))
      writeFileSync(join(folder, 'many', name), contents)
      const one = async function* () {
        yield contents
      }
      done(await actingAs(claim, () => storeFile(organizationId, { folderId, name, bytes: one() })))
    }
  }
  await Promise.all(Array.from({ length: 6 }, lane))
  const copiesId = await make('Copies')
  // Each into a folder of its own: things of the same name would be numbered one by one.
  for (let copy = 1; copy <= copies; copy++) await copyWhole(claim, folderId, await make(`Copy ${copy}`, copiesId))
  return { fileId: done(stored).id, folderId, copiesId }
}
