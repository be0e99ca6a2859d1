import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { restoreNodes, trashNodes } from '../files/changes'
import { give, makePath, makeTree } from '../files/testing/tree'
import { makeGroup, makeOrganization, unwrap } from '../test/factories'
import { actorOf, auditOf, inOrganization } from '../test/look'
import { type AccessKind, accessOf } from './access'
import { accessWords } from './access-words'
import { deleteGroup } from './changes'
import { listGroupChoices } from './choices'
import { findGroup } from './queries'

describe('[GRP-2] what a group gives', () => {
  test('[GRP-2] each kind of access is asked once for all groups, and counted in words for each', async () => {
    const { organizationId, admin } = await makeOrganization()
    const [crew, pilots] = [await makeGroup(admin), await makeGroup(admin)]
    const ids = [crew.groupId, pilots.groupId]
    const asked: unknown[] = []
    const kind = (label: AccessKind['label'], counts: readonly (readonly [string, number])[]): AccessKind => ({
      label,
      count: async (_, ...given) => {
        asked.push(given)
        return new Map(counts)
      },
    })
    const kinds = [
      kind(
        ['folder', 'folders'],
        [
          [crew.groupId, 1_200],
          [pilots.groupId, 1],
        ],
      ),
      kind(['workspace', 'workspaces'], [[crew.groupId, 0]]),
      kind(['project', 'projects'], [[crew.groupId, 1]]),
    ]
    const gives = await inOrganization(organizationId, (tx) => accessOf(tx, organizationId, ids, kinds))
    expect(ids.map(gives)).toEqual([['1,200 folders', '1 project'], ['1 folder']])
    expect(asked).toEqual(kinds.map(() => [organizationId, ids]))
  })

  test('[GRP-2] folders: each once, whatever levels it has there, and none that is in the trash or whose time is over', async () => {
    const tree = await makeTree()
    const { manager, user, rootId, code } = tree
    const [crew, pilots] = [await makeGroup(manager, 'Crew', [user]), await makeGroup(manager, 'Pilots')]
    const givesNow = async () => {
      const [actor, ids] = [await actorOf(manager), [crew, pilots].map(({ groupId }) => groupId)]
      const choices = (await listGroupChoices(actor, user.userId, ''))?.rows.map((row) => row.gives)
      const pages = await Promise.all(ids.map(async (id) => (await findGroup(actor, code, id))?.gives))
      expect(choices).toEqual(pages)
      return pages
    }
    expect(await givesNow()).toEqual([[], []])
    const [top = '', plans = ''] = await makePath(manager, rootId, 'Top', 'Plans')
    const [over = ''] = await makePath(manager, rootId, 'Over')
    await give(manager, rootId, crew.groupId, 'list', { isRecursive: false })
    await give(manager, plans, crew.groupId, 'read')
    await give(manager, plans, crew.groupId, 'write')
    await give(manager, plans, pilots.groupId, 'read')
    expect(await givesNow()).toEqual([['2 folders'], ['1 folder']])
    const ended = await give(manager, over, crew.groupId, 'read', { lastDay: '2199-12-31' })
    expect(await givesNow()).toEqual([['3 folders'], ['1 folder']])
    await inOrganization(tree.organizationId, (tx) =>
      tx.execute(sql`update folder_permissions set ends_at = now() where id = ${ended}`),
    )
    unwrap(await actingAs(manager.claim, () => trashNodes({ nodeIds: [top] })))
    expect(await givesNow()).toEqual([['1 folder'], []])
    unwrap(await actingAs(manager.claim, () => restoreNodes({ nodeIds: [top] })))
    expect(await givesNow()).toEqual([['2 folders'], ['1 folder']])
    unwrap(await actingAs(manager.claim, () => deleteGroup({ groupId: crew.groupId })))
    const [last] = (await auditOf(tree.organizationId)).slice(-1)
    expect(JSON.parse(last?.body ?? '')).toMatchObject({ before: { members: 1, access: '2 folders' } })
  })

  test('[GRP-2] is said before anybody joins, leaves, or the group is deleted', () => {
    const said = (gives: readonly string[], name?: string) =>
      (['join', 'leave', 'delete'] as const).map((happening) => accessWords(gives, happening, name))
    expect(said([])).toEqual([
      'Nothing has been given to this group yet, so joining it gives no access.',
      'Nothing has been given to this group yet, so leaving it takes no access away.',
      'Nothing has been given to this group yet, so deleting it takes no access away.',
    ])
    expect(said(['2 folders', '1 project'], 'Crew')).toEqual([
      'Whoever joins Crew gets its access: 2 folders, 1 project.',
      'Whoever leaves Crew loses its access, unless they have it otherwise: 2 folders, 1 project.',
      'Everybody in Crew loses its access, unless they have it otherwise: 2 folders, 1 project.',
    ])
  })
})
