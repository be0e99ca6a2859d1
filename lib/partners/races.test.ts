import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { setRoles } from '../delegation/changes'
import { moveNodes, trashNodes } from '../files/changes'
import { makePath } from '../files/testing/tree'
import { givePermission } from '../folder-permissions/changes'
import { addToGroup } from '../groups/changes'
import type { Result } from '../result'
import { makeGroup, makePartner, makeUser } from '../test/factories'
import { inRounds, race } from '../test/race'
import { createPartner, editPartner, linkUser } from './changes'
import { makePlace, type Place } from './testing/place'

afterAll(closeDatabase)

// A race is lost seldom, and hundreds of rounds take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 })
const rounds = 40
const word = () => crypto.randomUUID().slice(0, 8)

let place: Place
beforeAll(async () => {
  place = await makePlace()
})

const as = <T>(run: () => Promise<T>) => actingAs(place.manager.claim, run)
const create =
  (rootFolderId: string, name: string = word()) =>
  () => {
    const { workspaceId, manager } = place
    return as(() => createPartner({ workspaceId, name, rootFolderId, level: '', responsibleUserId: manager.userId }))
  }
const path = (...names: readonly string[]) => makePath(place.manager, place.rootId, ...names)

describe('[PAR-1] roots never contain each other, however many are made at once', () => {
  test('of two, one of them in the other, one is made', async () => {
    const tally = await inRounds(rounds, async () => {
      const [above = '', below = ''] = await path(word(), word())
      return (await race(create(above), create(below)))
        .toSorted((a, b) => (a === 'ok' ? 1 : b === 'ok' ? -1 : 0))
        .join(', ')
    })
    const { 'contains-root, ok': contained = 0, 'inside-root, ok': inside = 0, ...rest } = tally
    expect([contained + inside, rest]).toEqual([rounds, {}])
  })

  /** Makes one of a folder while what that lies in goes elsewhere, one begun before the other by turns. */
  const makeWhile = (takeAway: (above: string) => () => Promise<Result<unknown>>) =>
    inRounds(rounds, async (index) => {
      const [above = '', root = ''] = await path(word(), word())
      const away = takeAway(above)
      const [made, taken] =
        index % 2 === 0 ? await race(create(root), away) : (await race(away, create(root))).toReversed()
      const [held] = await place.read<{ roots: number; counted: number; trashed: boolean }>(sql`
        with up as (select unnest(folder_and_above(${place.organizationId}, ${root})) as id)
        select (select count(*)::int from partners where root_folder_id = ${root}) as roots,
          min(n.partner_roots) as counted, bool_or(n.trashed_at is not null) as trashed
        from nodes n where n.id in (select id from up where id <> ${place.rootId})`)
      const isSound = held?.roots === held?.counted && !(held?.roots === 1 && held.trashed)
      return `made: ${made}, taken away: ${taken}${isSound ? '' : ', unsound'}`
    })
  const some = expect.any(Number)

  test('of one that is made and what its folder lies in deleted together, only one happens', async () => {
    expect(await makeWhile((above) => () => as(() => trashNodes({ nodeIds: [above] })))).toEqual({
      'made: ok, taken away: partner-root': some,
      'made: not-found, taken away: ok': some,
    })
  })

  test('and moved together, it is moved before there is a root in it, or not at all', async () => {
    const [into = ''] = await path(word())
    expect(await makeWhile((above) => () => as(() => moveNodes({ nodeIds: [above], folderId: into })))).toEqual({
      'made: ok, taken away: partner-root': some,
      'made: ok, taken away: ok': some,
    })
  })

  test('[WSP-3] of two of the same name one has it', async () => {
    const tally = await inRounds(rounds, async () => {
      const [one = ''] = await path(word())
      const [other = ''] = await path(word())
      const name = `Straße ${word()}`
      return (await race(create(one, name), create(other, name.toUpperCase()))).toSorted().join(', ')
    })
    expect(tally).toEqual({ 'name-taken, ok': rounds })
  })
})

test('[SEC-9] of two who change the same partner one does and the other is told', async () => {
  const tally = await inRounds(rounds, async () => {
    const [root = ''] = await path(word())
    const { partnerId } = await makePartner(place.manager, root)
    const responsibleUserId = place.manager.userId
    const edit = () => as(() => editPartner({ partnerId, name: word(), responsibleUserId, revision: 1 }))
    return (await race(edit, edit)).toSorted().join(', ')
  })
  expect(tally).toEqual({ 'changed-meanwhile, ok': rounds })
})

describe('[PAR-2] [DEL-4] [GRP-1] whoever is linked has nothing else, whatever they are given at the same moment', () => {
  test.each(['a role', 'a group', 'a folder'])('%s', async (what) => {
    const { partnerId } = await makePartner(place.manager, (await path(word()))[0] ?? '')
    const { groupId } = await makeGroup(place.manager)
    const tally = await inRounds(rounds, async (index) => {
      const user = await makeUser(place.organization, { workspaceId: place.workspaceId })
      const { userId } = user
      const given = () => {
        if (what === 'a group') return as(() => addToGroup({ groupId, userIds: [userId] }))
        const grantee = { kind: 'user', id: userId } as const
        if (what === 'a folder')
          return as(() => givePermission({ folderId: place.beside, grantee, level: 'read', isRecursive: true }))
        const chosen = { userIds: [userId] }
        return actingAs(place.organization.admin.claim, () =>
          setRoles({ chosen, role: 'workspace-admin', isGranted: true }),
        )
      }
      const link = () => as(() => linkUser({ partnerId, userId }))
      // By turns one of them begins first, so that each is seen to be the first to write.
      const [linked = '', ...rest] =
        index % 2 === 0 ? await race(link, given, given) : (await race(given, given, link)).toReversed()
      const [held] = await place.read<{ linked: boolean; has: boolean }>(sql`
        select u.partner_id is not null as linked, u.is_workspace_admin
          or exists (select from group_members m where m.organization_id = u.organization_id and m.user_id = u.id)
          or exists (select from folder_permissions p where p.organization_id = u.organization_id and p.user_id = u.id
            and p.folder_id = ${place.beside}) as has from users u where u.id = ${userId}`)
      if (held?.linked && held.has) return 'both'
      if (linked === 'ok' && rest.every((outcome) => outcome === 'partner-user')) return 'linked first'
      return rest.includes('ok') && ['ok', 'carries-role'].includes(linked)
        ? 'given first'
        : [linked, ...rest].join(', ')
    })
    expect(tally).toEqual({ 'linked first': expect.any(Number), 'given first': expect.any(Number) })
  })
})
