import { describe, expect, test } from 'vitest'
import { makeGroup, makeOrganization } from '../test/factories'
import { inOrganization } from '../test/look'
import { type AccessKind, accessOf } from './access'
import { accessWords } from './access-words'

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

  test('[GRP-2] nothing can be given to a group yet, so no group gives anything', async () => {
    const { organizationId, admin } = await makeOrganization()
    const { groupId } = await makeGroup(admin)
    const gives = await inOrganization(organizationId, (tx) => accessOf(tx, organizationId, [groupId]))
    expect(gives(groupId)).toEqual([])
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
