import { actingAs } from '../../call'
import { givePermission } from '../../folder-permissions/changes'
import type { GranteeInput } from '../../folder-permissions/input'
import type { Level } from '../../rules/levels'
import { makeOrganization, makeUser, makeWorkspace, type TestUser, unwrap } from '../../test/factories'
import { actorOf } from '../../test/look'
import { makeFolder } from '../changes'
import type { ListFolderInput } from '../input'
import { findPlaces, listFolder } from '../queries'

/** A workspace with its administrator, a user without anything but a home folder, and the folder where all begins. */
export async function makeTree() {
  const organization = await makeOrganization()
  const { workspaceId, code } = await makeWorkspace(organization)
  const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true, name: 'Mona Manager' })
  const user = await makeUser(organization, { workspaceId, name: 'Ugo User' })
  const { rootId } = await findPlaces(await actorOf(manager), workspaceId)
  return {
    organization,
    organizationId: organization.organizationId,
    workspaceId,
    code,
    manager,
    user,
    rootId: rootId ?? '',
  }
}
export type Tree = Awaited<ReturnType<typeof makeTree>>

/** Makes folders one in the other, as `by`; gives the id of each. */
export async function makePath(by: TestUser, folderId: string, ...names: readonly string[]) {
  const ids: string[] = []
  for (const name of names)
    ids.push(unwrap(await actingAs(by.claim, () => makeFolder({ folderId: ids.at(-1) ?? folderId, name }))).id)
  return ids
}

type Terms = { readonly isRecursive?: boolean; readonly lastDay?: string }

const granteeOf = (to: TestUser | string | GranteeInput): GranteeInput => {
  if (typeof to === 'string') return { kind: 'group', id: to }
  return 'kind' in to ? to : { kind: 'user', id: to.userId }
}

/** Gives a level to a user, to a group by its id, or to a partner. */
export async function give(
  by: TestUser,
  folderId: string,
  to: TestUser | string | GranteeInput,
  level: Level,
  terms: Terms = {},
) {
  const grantee = granteeOf(to)
  const { isRecursive = true, lastDay = '' } = terms
  const given = await actingAs(by.claim, () => givePermission({ folderId, grantee, level, isRecursive, lastDay }))
  return unwrap(given).id
}

/** The names a user sees in a folder, in the order of the page; null where the folder does not exist for them. */
export async function seenBy(user: TestUser, folderId: string, asked: Partial<ListFolderInput> = {}) {
  const list = await listFolder(await actorOf(user), folderId, { sort: 'name', ...asked })
  return list?.rows.map((row) => row.name) ?? null
}
