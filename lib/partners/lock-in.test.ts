import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { copyNodes } from '../copies/changes'
import { closeDatabase } from '../database/client'
import { findContents } from '../downloads/queries'
import { findChosen, listZip } from '../downloads/zip-entries'
import { makeFolder, moveNodes, renameNode, restoreNodes, trashNodes } from '../files/changes'
import { listDestinations } from '../files/destinations'
import { findNode, findPlaces, listFolder } from '../files/queries'
import { foundBy, trashOf } from '../files/testing/pages'
import { give, makePath, seenBy } from '../files/testing/tree'
import { listAccess } from '../folder-permissions/access'
import { listGrantees } from '../folder-permissions/grantees'
import { PreviewPermission } from '../folder-permissions/input'
import { findFolderAccess, listPermissions, previewPermission } from '../folder-permissions/queries'
import { listReach } from '../folder-permissions/reach'
import { ListGroups } from '../groups/input'
import { listGroups } from '../groups/queries'
import { listFound } from '../palette/queries'
import { partnerOf } from '../rules/actor'
import { makeFile, makePartner, makeUser, type TestUser, unwrap } from '../test/factories'
import { actorOf } from '../test/look'
import { findStorage } from '../uploads/queries'
import { ListUsers } from '../users/input'
import { listUsers } from '../users/queries'
import { listVersions } from '../versions/queries'
import { makePlace, type Place } from './testing/place'

afterAll(closeDatabase)

let place: Place
let pia: TestUser
let partnerId: string
beforeAll(async () => {
  place = await makePlace()
  pia = await makeUser(place.organization, { workspaceId: place.workspaceId, name: 'Pia Partner' })
  partnerId = (await makePartner(place.manager, place.company, [pia], { name: 'Acme' })).partnerId
})

const as = <T>(run: () => Promise<T>) => actingAs(pia.claim, run)
const asPia = () => actorOf(pia)

describe('[PAR-1] a partner user sees nothing above the root or beside it', () => {
  test('all begins at the root, as the top, and paths with it', async () => {
    const actor = await asPia()
    expect(partnerOf(actor)).toEqual({ id: partnerId, name: 'Acme', rootId: place.company })
    expect(await findPlaces(actor, place.workspaceId)).toEqual({ rootId: place.company, homeId: null })
    expect(await findNode(actor, place.fileId)).toMatchObject({
      path: 'Plans/wing.step',
      way: [
        { id: place.company, name: 'Acme' },
        { id: place.inside, name: 'Plans' },
        { id: place.fileId, name: 'wing.step' },
      ],
    })
    expect((await findNode(actor, place.company))?.path).toBe('')
    expect((await findFolderAccess(actor, place.inside))?.way[0]?.id).toBe(place.company)
  })

  test('[SEC-4] ids above it and beside it are not found, whatever is asked', async () => {
    const actor = await asPia()
    for (const id of [place.rootId, place.companies, place.beside, place.secretId]) {
      expect(await findNode(actor, id)).toBeNull()
      expect(await listFolder(actor, id, { sort: 'name' })).toBeNull()
      expect(await listDestinations(actor, id, {})).toBeNull()
      expect(await findFolderAccess(actor, id)).toBeNull()
      expect(await findChosen(actor, [id])).toBeNull()
      expect(await findContents(actor, id)).toBeNull()
      expect(await listVersions(actor, id, {})).toBeNull()
    }
    const notFound = { code: 'not-found' }
    const [nodeId, folderId] = [place.beside, place.beside]
    expect(await as(() => makeFolder({ folderId, name: 'Mine' }))).toMatchObject(notFound)
    expect(await as(() => renameNode({ nodeId, name: 'Mine', revision: 1 }))).toMatchObject(notFound)
    expect(await as(() => trashNodes({ nodeIds: [nodeId] }))).toMatchObject(notFound)
    expect(await as(() => moveNodes({ nodeIds: [place.fileId], folderId }))).toMatchObject(notFound)
    expect(await as(() => moveNodes({ nodeIds: [place.secretId], folderId: place.inside }))).toMatchObject(notFound)
    const copy = (nodeId: string, into: string) =>
      as(() => copyNodes({ nodeIds: [nodeId], folderId: into, ifTaken: 'keep-both' }))
    expect(await copy(place.fileId, folderId)).toMatchObject(notFound)
    expect(await copy(place.secretId, place.inside)).toMatchObject(notFound)
  })

  test('a search finds what is inside, and nothing else of the same name', async () => {
    const { rows } = await foundBy(pia, place.workspaceId, { q: 'wing' })
    expect(rows.map(({ id, path }) => [id, path])).toEqual([[place.fileId, 'Plans/wing.step']])
    const plans = await foundBy(pia, place.workspaceId, { q: 'plans' })
    expect(plans.rows.map(({ id }) => id)).toEqual([place.inside])
  })

  test('a zip of the root begins with its name, and holds what is in it', async () => {
    const actor = await asPia()
    const names: string[] = []
    const chosen = (await findChosen(actor, [place.company])) ?? []
    for await (const { name } of listZip(actor, chosen, async () => {})) names.push(name)
    expect(names).toEqual(['Acme/', 'Acme/Plans/', 'Acme/Plans/wing.step'])
  })

  test('of the trash they see what was inside, and where in the root it was', async () => {
    const [mine = '', theirs = ''] = [
      ...(await makePath(place.manager, place.inside, 'Old')),
      ...(await makePath(place.manager, place.beside, 'Old')),
    ]
    unwrap(await actingAs(place.manager.claim, () => trashNodes({ nodeIds: [mine, theirs] })))
    const { rows } = await trashOf(pia, place.workspaceId)
    expect(rows.map(({ id, from }) => [id, from])).toEqual([[mine, 'Plans']])
    expect(await as(() => restoreNodes({ nodeIds: [theirs] }))).toMatchObject({ code: 'not-found' })
    unwrap(await as(() => restoreNodes({ nodeIds: [mine] })))
  })

  test('of what the workspace holds they learn nothing, which any other user of it may know', async () => {
    expect(await findStorage(await asPia(), place.workspaceId)).toBeNull()
    expect(await findStorage(await actorOf(place.user), place.workspaceId)).not.toBeNull()
  })

  test('[SEC-4] of people, groups and permissions they learn nothing, as no user without administration does', async () => {
    const actor = await asPia()
    expect((await listUsers(actor, ListUsers.parse({}))).rows).toEqual([])
    expect((await listGroups(actor, place.workspaceId, ListGroups.parse({}))).rows).toEqual([])
    expect(await listAccess(actor, place.inside, { q: '' })).toBeNull()
    expect(await listPermissions(actor, place.inside, {})).toBeNull()
    expect(await listGrantees(actor, place.inside, '')).toBeNull()
    const found = await listFound(actor, { q: 'Mona' })
    expect(JSON.stringify(found)).not.toContain('Mona')
  })

  test('the root itself is neither renamed nor moved nor deleted by them, whatever they have in it', async () => {
    const root = await findNode(await asPia(), place.company)
    expect([root?.level, root?.mayRename.ok, root?.mayMove.ok, root?.mayTrash.ok]).toEqual([
      'Full',
      false,
      false,
      false,
    ])
  })
})

describe('[FIL-3] a partner user has only the partner’s rows', () => {
  test('[FIL-4] who has access says through which partner, and what they reach is its mirror', async () => {
    const actor = await actorOf(place.manager)
    const access = await listAccess(actor, place.inside, { q: 'Pia' })
    expect(access?.rows).toMatchObject([
      { name: 'Pia Partner', level: 'Full', sources: [{ partnerName: 'Acme', groupName: null, folderName: 'Acme' }] },
    ])
    const reach = await listReach(actor, pia.userId, {})
    expect(reach?.rows).toMatchObject([{ path: 'Companies/Acme', level: 'Full', sources: [{ partnerName: 'Acme' }] }])
    // What they may know themselves begins at the root.
    expect((await listReach(await asPia(), pia.userId, {}))?.rows).toMatchObject([{ path: '' }])
  })

  test('[PAR-3] [FIL-4] a row outside the root, past every rule, gives nothing and is told of nowhere', async () => {
    const other = await makePlace()
    const user = await makeUser(other.organization, { workspaceId: other.workspaceId, name: 'Pia Partner' })
    const partner = await makePartner(other.manager, other.company, [user], { level: 'list' })
    await other.read(sql`
      insert into folder_permissions (organization_id, id, workspace_id, folder_id, grantee_workspace_id, partner_id,
        level, mask, is_recursive)
      values (${other.organizationId}, ${crypto.randomUUID()}, ${other.workspaceId}, ${other.companies},
        ${other.workspaceId}, ${partner.partnerId}, 'full', 39, true)`)
    const manager = await actorOf(other.manager)
    const level = async (folderId: string) =>
      (await listAccess(manager, folderId, { q: 'Pia' }))?.rows.map((row) => [row.level, row.sources.length])
    expect(await level(other.beside)).toEqual([])
    expect(await level(other.inside)).toEqual([['List', 1]])
    expect(await seenBy(user, other.beside)).toBeNull()
    expect(await findNode(await actorOf(user), other.inside)).toMatchObject({ level: 'List' })
    expect((await listReach(manager, user.userId, {}))?.rows).toMatchObject([{ path: 'Companies/Acme', level: 'List' }])
  })

  test('a partner is among those that a folder inside its root can be given to, with how many are of it', async () => {
    const actor = await actorOf(place.manager)
    const of = async (folderId: string) =>
      (await listGrantees(actor, folderId, 'acm'))?.rows.map(({ grantee, people, mayGive }) => [
        grantee.kind,
        people,
        mayGive.ok ? 'ok' : mayGive.code,
      ])
    expect(await of(place.inside)).toEqual([['partner', 1, 'ok']])
    expect(await of(place.beside)).toEqual([['partner', 1, 'outside-root']])
    expect((await listGrantees(actor, place.inside, 'Pia'))?.rows).toMatchObject([
      { mayGive: { code: 'partner-user' } },
    ])
  })

  test('and what changing those gives and takes is shown for its users before it is done', async () => {
    const wish = {
      wish: 'give',
      folderId: place.inside,
      grantee: { kind: 'partner', id: partnerId },
      isRecursive: true,
    }
    const ask = async (level: string) =>
      previewPermission(await actorOf(place.manager), PreviewPermission.parse({ ...wish, level }))
    expect(await ask('read')).toMatchObject({ value: { people: 1, gaining: 0, losing: 0 } })
    expect(await ask('admin')).toMatchObject({ code: 'not-for-partners' })
  })

  test('a folder given to them further down is reached by a way through from the root', async () => {
    const other = await makePlace()
    const user = await makeUser(other.organization, { workspaceId: other.workspaceId })
    const partner = await makePartner(other.manager, other.company, [user], { level: '' })
    expect(await findPlaces(await actorOf(user), other.workspaceId)).toEqual({ rootId: null, homeId: null })
    await give(other.manager, other.inside, { kind: 'partner', id: partner.partnerId }, 'read')
    expect(await findPlaces(await actorOf(user), other.workspaceId)).toEqual({ rootId: other.company, homeId: null })
    expect(await seenBy(user, other.company)).toEqual(['Plans'])
    expect(await seenBy(user, other.companies)).toBeNull()
    await makeFile(other.manager, other.company, 'above.txt')
    expect(await seenBy(user, other.company)).toEqual(['Plans'])
  })
})
