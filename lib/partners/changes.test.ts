import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { reactivateUser } from '../deactivation/changes'
import { moveNodes, renameNode, trashNodes } from '../files/changes'
import { findPlaces } from '../files/queries'
import { makePath, seenBy } from '../files/testing/tree'
import { givePermission } from '../folder-permissions/changes'
import { makePartner, makeUser, makeWorkspace, type TestUser, unwrap } from '../test/factories'
import { actorOf, inOrganization } from '../test/look'
import { findUser } from '../users/queries'
import { createPartner, deletePartner, editPartner, linkUser, unlinkUser } from './changes'
import { findPartner, listPartnerUsers } from './queries'
import { makePlace, type Place } from './testing/place'

afterAll(closeDatabase)

let place: Place
beforeEach(async () => {
  place = await makePlace()
})

const as = <T>(by: TestUser, run: () => Promise<T>) => actingAs(by.claim, run)
const byManager = <T>(run: () => Promise<T>) => as(place.manager, run)

const wish = (over: Partial<Parameters<typeof createPartner>[0]> = {}) => ({
  workspaceId: place.workspaceId,
  name: 'Acme',
  rootFolderId: place.company,
  level: 'read' as const,
  responsibleUserId: place.manager.userId,
  ...over,
})

describe('[PAR-1] a partner is made', () => {
  test('with a root folder, which its users may do in what was chosen, somebody responsible and notes', async () => {
    const { id } = unwrap(await byManager(() => createPartner(wish({ notes: 'Contract 12' }))))
    expect(await place.rowsOf('partner_id', id)).toEqual([{ level: 'read', folder_id: place.company }])
    expect(await findPartner(await actorOf(place.manager), place.code, id)).toMatchObject({
      name: 'Acme',
      rootPath: 'Companies/Acme',
      notes: 'Contract 12',
      responsible: { id: place.manager.userId, isActive: true },
      users: 0,
      permissions: 1,
    })
    expect((await place.lastRecords(2)).map(({ event }) => event)).toEqual(['partner.created', 'permission.given'])
  })

  test('with nothing to begin with, where that was chosen', async () => {
    const { id } = unwrap(await byManager(() => createPartner(wish({ level: '' }))))
    expect(await place.rowsOf('partner_id', id)).toEqual([])
  })

  test('[WSP-3] under a name that no other of the workspace has, whatever its case', async () => {
    const [other = ''] = await makePath(place.manager, place.rootId, 'Other')
    unwrap(await byManager(() => createPartner(wish())))
    const again = await byManager(() => createPartner(wish({ name: ' ACME ', rootFolderId: other })))
    expect(again).toMatchObject({ code: 'name-taken', fields: { name: expect.stringContaining('Acme') } })
  })

  test('roots never contain each other, nor are they the whole, home folders or files of another workspace', async () => {
    unwrap(await byManager(() => createPartner(wish())))
    const { homeId } = await findPlaces(await actorOf(place.user), place.workspaceId)
    const refusal = async (rootFolderId: string) => {
      const made = await byManager(() => createPartner(wish({ name: 'Other', rootFolderId })))
      return made.ok ? 'ok' : made.code
    }
    expect(await refusal(place.company)).toBe('root-already')
    expect(await refusal(place.inside)).toBe('inside-root')
    expect(await refusal(place.companies)).toBe('contains-root')
    expect(await refusal(place.rootId)).toBe('root')
    expect(await refusal(homeId ?? '')).toBe('home')
    const elsewhere = await makeWorkspace(place.organization)
    const { rootId } = await findPlaces(await actorOf(place.organization.admin), elsewhere.workspaceId)
    const [there = ''] = await makePath(place.organization.admin, rootId ?? '', 'There')
    expect(await as(place.organization.admin, () => createPartner(wish({ rootFolderId: there })))).toMatchObject({
      code: 'not-found',
    })
  })

  test('[PAR-1] not even past the rules: the database holds roots apart and in their place', async () => {
    await makePartner(place.manager, place.company)
    const past = (statement: ReturnType<typeof sql>) =>
      inOrganization(place.organizationId, (tx) => tx.execute(statement)).then(
        () => 'done',
        () => 'refused',
      )
    const insert = (folderId: string) =>
      past(sql`insert into partners (organization_id, id, workspace_id, name, name_key, root_folder_id)
        values (${place.organizationId}, ${crypto.randomUUID()}, ${place.workspaceId}, 'X', 'x', ${folderId})`)
    expect([await insert(place.company), await insert(place.inside)]).toEqual(['refused', 'refused'])
    expect(await past(sql`update nodes set parent_id = ${place.rootId} where id = ${place.company}`)).toBe('refused')
    expect(await past(sql`update nodes set trashed_at = now(), trashed_by = 'X' where id = ${place.company}`)).toBe(
      'refused',
    )
    const [other = ''] = await makePath(place.manager, place.rootId, 'Other')
    expect(await insert(other)).toBe('done')
  })
})

describe('[PAR-1] a root stays where it is while its partner stands', () => {
  test('and so does what it lies in; both are renamed, and what is in it is moved', async () => {
    const { partnerId } = await makePartner(place.manager, place.company)
    const [archive = ''] = await makePath(place.manager, place.rootId, 'Archive')
    for (const id of [place.company, place.companies]) {
      const reason = expect.stringContaining('root folder of a partner')
      const refused = { code: 'partner-root', reason }
      expect(await byManager(() => moveNodes({ nodeIds: [id], folderId: archive }))).toMatchObject(refused)
      expect(await byManager(() => trashNodes({ nodeIds: [id] }))).toMatchObject(refused)
      unwrap(await byManager(() => renameNode({ nodeId: id, name: `Renamed ${id}`, revision: 1 })))
    }
    unwrap(await byManager(() => moveNodes({ nodeIds: [place.inside], folderId: archive })))
    unwrap(await byManager(() => deletePartner({ partnerId })))
    unwrap(await byManager(() => moveNodes({ nodeIds: [place.company], folderId: archive })))
    unwrap(await byManager(() => trashNodes({ nodeIds: [place.companies] })))
  })
})

describe('[PAR-1] a partner is changed', () => {
  test('[SEC-9] its name, its notes and who is responsible, and not over what somebody else saved', async () => {
    const { partnerId } = await makePartner(place.manager, place.company, [], { name: 'Acme' })
    const edit = (name: string, revision: number, responsibleUserId = place.user.userId) =>
      byManager(() => editPartner({ partnerId, name, notes: 'New notes', responsibleUserId, revision }))
    expect(await edit('Acme Ltd', 1)).toEqual({ ok: true, value: { revision: 2 } })
    expect(await edit('Acme Inc', 1)).toMatchObject({ code: 'changed-meanwhile' })
    expect(await findPartner(await actorOf(place.manager), place.code, partnerId)).toMatchObject({
      name: 'Acme Ltd',
      notes: 'New notes',
      responsible: { id: place.user.userId },
    })
    const [other = ''] = await makePath(place.manager, place.rootId, 'Other')
    await makePartner(place.manager, other, [], { name: 'Other' })
    expect(await edit('OTHER', 2)).toMatchObject({ code: 'name-taken' })
  })

  test('[SEC-9] whoever saves over others is told of their choice, and keeps it unless another one was made', async () => {
    const { partnerId } = await makePartner(place.manager, place.company, [], { name: 'Acme' })
    const edit = (revision: number, responsibleUserId?: string) =>
      byManager(() =>
        editPartner({ partnerId, name: 'Acme', revision, ...(responsibleUserId && { responsibleUserId }) }),
      )
    const responsible = async () =>
      (await findPartner(await actorOf(place.manager), place.code, partnerId))?.responsible
    unwrap(await edit(1, place.user.userId))
    const theirs = { revision: 2, values: { name: 'Acme', notes: '', responsibleUserId: 'Ugo User' } }
    expect(await edit(1)).toMatchObject({ code: 'changed-meanwhile', theirs })
    unwrap(await edit(2))
    expect(await responsible()).toMatchObject({ id: place.user.userId })
    unwrap(await edit(3, place.manager.userId))
    expect(await responsible()).toMatchObject({ id: place.manager.userId })
    await place.read(sql`update partners set responsible_user_id = null where id = ${partnerId}`)
    expect(await edit(4)).toMatchObject({ fields: { responsibleUserId: 'Choose somebody.' } })
  })

  test('nobody is responsible who is a partner’s user, or is not active', async () => {
    const linked = await makeUser(place.organization, { workspaceId: place.workspaceId })
    const { partnerId } = await makePartner(place.manager, place.company, [linked])
    const edit = (responsibleUserId: string) =>
      byManager(() => editPartner({ partnerId, name: 'Acme', responsibleUserId, revision: 1 }))
    expect(await edit(linked.userId)).toMatchObject({ code: 'partner-user' })
    const elsewhere = await makeUser(place.organization)
    expect(await edit(elsewhere.userId)).toMatchObject({ code: 'not-found' })
  })
})

describe('[PAR-3] what a partner is given', () => {
  test('is inside its root, and never Share, History or Admin', async () => {
    const { partnerId } = await makePartner(place.manager, place.company, [], { level: '' })
    const grantee = { kind: 'partner', id: partnerId } as const
    const attempt = (folderId: string, level: 'read' | 'share' | 'history' | 'admin') =>
      byManager(() => givePermission({ folderId, grantee, level, isRecursive: true, lastDay: '' }))
    for (const level of ['share', 'history', 'admin'] as const)
      expect(await attempt(place.inside, level)).toMatchObject({ code: 'not-for-partners' })
    expect(await attempt(place.rootId, 'read')).toMatchObject({ code: 'outside-root' })
    const [beside = ''] = await makePath(place.manager, place.rootId, 'Beside')
    expect(await attempt(beside, 'read')).toMatchObject({ code: 'outside-root' })
    unwrap(await attempt(place.inside, 'read'))
    // Nor past the rules.
    for (const [level, mask] of Object.entries({ share: 11, history: 17, admin: 127 }))
      await expect(
        inOrganization(place.organizationId, (tx) =>
          tx.execute(
            sql`update folder_permissions set level = ${level}, mask = ${mask} where partner_id = ${partnerId}`,
          ),
        ),
      ).rejects.toMatchObject({ code: '23514' })
  })
})

describe('[PAR-4] a partner is deleted', () => {
  test('its users are deactivated, its permissions go, and the folder with what is in it stays', async () => {
    const other = await makeUser(place.organization, { workspaceId: place.workspaceId })
    const { partnerId } = await makePartner(place.manager, place.company, [place.user, other])
    expect(await byManager(() => deletePartner({ partnerId }))).toEqual({ ok: true, value: { deactivated: 2 } })
    expect(await place.rowsOf('partner_id', partnerId)).toEqual([])
    expect(await seenBy(place.manager, place.company)).toEqual(['Plans'])
    const actor = await actorOf(place.manager)
    expect(await findPartner(actor, place.code, partnerId)).toBeNull()
    expect(await findUser(actor, place.code, place.user.userId)).toMatchObject({ state: 'deactivated', partner: null })
    const events = (await place.lastRecords(3)).map(({ event }) => event)
    expect(events).toEqual(['partner.deleted', 'user.deactivated', 'user.deactivated'])
  })

  test('[FIL-11] who was of it and is reactivated is a plain user with a home folder', async () => {
    const { partnerId } = await makePartner(place.manager, place.company, [place.user])
    unwrap(await byManager(() => deletePartner({ partnerId })))
    unwrap(await byManager(() => reactivateUser({ userId: place.user.userId })))
    const { homeId } = await findPlaces(await actorOf(place.user), place.workspaceId)
    expect(await seenBy(place.user, homeId ?? '')).toEqual([])
  })
})

test('[SEC-4] whoever does not administer the workspace finds no partner, their own neither', async () => {
  const { partnerId } = await makePartner(place.manager, place.company, [place.user])
  const stranger = await makeUser(place.organization, { isWorkspaceAdmin: true })
  for (const by of [place.user, stranger]) {
    const { userId } = place.user
    const notFound = { code: 'not-found' }
    expect(await as(by, () => linkUser({ partnerId, userId }))).toMatchObject(notFound)
    expect(await as(by, () => unlinkUser({ partnerId, userId }))).toMatchObject(notFound)
    expect(await as(by, () => deletePartner({ partnerId }))).toMatchObject(notFound)
    expect(await listPartnerUsers(await actorOf(by), partnerId, {})).toBeNull()
  }
})
