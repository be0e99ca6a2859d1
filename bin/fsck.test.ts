import '../lib/storage/testing/own-store'
import type postgres from 'postgres'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { actingAs } from '../lib/call'
import { closeDatabase } from '../lib/database/client'
import { placeOfBytes } from '../lib/files/bytes'
import { trashNodes } from '../lib/files/changes'
import { give, makePath, makeTree } from '../lib/files/testing/tree'
import { hashOf } from '../lib/storage/testing/bytes'
import { flipByte, plantBlob, removeBlob } from '../lib/storage/testing/damage'
import { makeFile, makeUser, replaceFile, unwrap } from '../lib/test/factories'
import { asDatabaseAdmin } from '../lib/test/look'
import { fsck } from './fsck'
import { wrongInTrees } from './fsck-tree'

afterAll(closeDatabase)
vi.setConfig({ testTimeout: 60_000 })

async function run(slug: string | undefined, isQuick = false) {
  const lines: string[] = []
  const code = await fsck({ slug, isQuick }, (line) => void lines.push(line))
  return { code, lines }
}

/** Folders with permissions, one of them in the trash, a file with a version, and one that is nowhere else. */
async function makeStored() {
  const tree = await makeTree()
  const { organization, organizationId, manager, user, rootId } = tree
  const [plans = '', year = '', old = ''] = await makePath(manager, rootId, 'Plans', '2026', 'Old')
  const wing = await makeFile(manager, year, 'wing.step', 'first')
  await replaceFile(manager, year, 'wing.step', 'second')
  const spar = await makeFile(manager, plans, 'spar.step', 'spar')
  await give(manager, year, user, 'read')
  await give(manager, old, user, 'read')
  unwrap(await actingAs(manager.claim, () => trashNodes({ nodeIds: [old] })))
  const nameOf = (text: string) => ({ ...placeOfBytes(organizationId), hash: hashOf(Buffer.from(text)) })
  return { ...tree, slug: organization.slug, plans, year, old, wing, spar, nameOf }
}
type Stored = Awaited<ReturnType<typeof makeStored>>

describe('npm run fsck', () => {
  test('says so, and ends well, where all is as it should be', async () => {
    const { slug, organization, organizationId, nameOf } = await makeStored()
    await makeUser(organization)
    plantBlob(nameOf('on its way'), 'on its way', 47)
    for (const isQuick of [true, false])
      expect(await run(slug, isQuick)).toEqual({ code: 0, lines: [`${slug}: all is as it should be`] })
    expect(organizationId).not.toBe('')
  })

  test.each([
    ['[FIL-9] a byte of an older version flipped', ({ nameOf }) => flipByte(nameOf('first'), 1), 'is damaged'],
    ['bytes removed', ({ nameOf }) => removeBlob(nameOf('second')), 'is missing'],
    [
      'an orphan older than the sweep leaves',
      ({ nameOf }) => plantBlob(nameOf('orphan'), 'orphan', 49),
      'nobody names it',
    ],
    ['bytes of another size', ({ nameOf }) => plantBlob(nameOf('spar'), 'spare'), 'has 5 bytes, and is said to have 4'],
  ] as const satisfies readonly (readonly [string, (stored: Stored) => void, string])[])(
    'ends with 1 and says what is wrong: %s',
    async (_, damage, fault) => {
      const stored = await makeStored()
      damage(stored)
      const { code, lines } = await run(stored.slug)
      expect(code).toBe(1)
      expect(lines).toEqual([expect.stringContaining(fault), `${stored.slug}: one thing is wrong`])
    },
  )

  test('quickly it looks at sizes, and reads nothing', async () => {
    const { slug, nameOf } = await makeStored()
    flipByte(nameOf('first'), 1)
    expect((await run(slug, true)).code).toBe(0)
    removeBlob(nameOf('first'))
    expect((await run(slug, true)).lines[0]).toContain('is missing')
  })

  test('[WSP-5] bytes of an organization that is gone are found, and so is where there is none', async () => {
    const place = placeOfBytes(crypto.randomUUID())
    const name = { ...place, hash: hashOf(Buffer.from('gone')) }
    plantBlob(name, 'gone')
    const { code, lines } = await run(undefined, true)
    expect(code).toBe(1)
    expect(lines).toContain(`nobody: ${name.hash} stands in ${place.organizationId}, and there is no such organization`)
    removeBlob(name)
    expect(await run('nobody-here')).toEqual({ code: 1, lines: ['There is no “nobody-here”.'] })
  })
})

type Tamper = (admin: postgres.TransactionSql, stored: Stored) => Promise<unknown>

describe('npm run fsck finds what is wrong in a tree:', () => {
  const faults: readonly (readonly [fault: string, tamper: Tamper])[] = [
    [
      'lies in something that is no folder',
      (admin, { spar, year }) => admin`update nodes set parent_id = ${spar} where id = ${year}`,
    ],
    [
      'is not below the root of its workspace',
      (admin, { plans, year }) => admin`update nodes set parent_id = ${year} where id = ${plans}`,
    ],
    [
      'has a key that is not its name’s',
      (admin, { spar }) => admin`update nodes set name_key = 'x' where id = ${spar}`,
    ],
    [
      'carries permissions and is not marked so',
      (admin, { year }) => admin`update nodes set is_given = false where id = ${year}`,
    ],
    [
      'carries permissions and is not marked so',
      (admin, { plans }) => admin`update nodes set is_given = true where id = ${plans}`,
    ],
    [
      'has a way to it that is missing or leads elsewhere',
      (admin, { year, plans }) => admin`delete from folder_ways where folder_id = ${year} and ancestor_id = ${plans}`,
    ],
    [
      'has a way to it that is missing or leads elsewhere',
      (admin, { year, old, plans }) =>
        admin`update folder_ways set ancestor_id = ${old} where folder_id = ${year} and ancestor_id = ${plans}`,
    ],
    [
      'is said to hold other bytes than it does',
      (admin, { workspaceId }) =>
        admin`update workspace_storage set bytes = bytes + 1 where workspace_id = ${workspaceId}`,
    ],
    [
      'is said to own other bytes than they do',
      (admin, { manager }) => admin`update user_storage set bytes = 0 where user_id = ${manager.userId}`,
    ],
    [
      'has a version later than its own',
      (admin, { wing }) => admin`update file_versions set version = 2 where file_id = ${wing}`,
    ],
    [
      'has no root, or no folder for home folders',
      (admin, { workspaceId }) =>
        admin`update nodes set is_homes = false where workspace_id = ${workspaceId} and is_homes`,
    ],
    [
      'has a name that stands beside it once more',
      async (admin, { spar, organizationId }) => {
        // The index leaves no way to it: a table that stands before the real one has none.
        await admin`create temp table nodes on commit drop as select * from public.nodes where organization_id = ${organizationId}`
        await admin`insert into nodes select * from nodes where id = ${spar}`
      },
    ],
  ]
  test.each(faults)('%s', async (fault, tamper) => {
    const stored = await makeStored()
    expect((await run(stored.slug)).code).toBe(0)
    const found: string[] = []
    const undone = asDatabaseAdmin((admin) =>
      admin.begin(async (tx) => {
        // Triggers would put right what is damaged here.
        await tx`set local session_replication_role = replica`
        await tamper(tx, stored)
        for await (const line of wrongInTrees(tx, stored.organizationId)) found.push(line)
        throw new Error('undone')
      }),
    )
    await expect(undone).rejects.toThrow('undone')
    expect(
      found.some((line) => line.includes(fault)),
      found.join('\n'),
    ).toBe(true)
  })
})
