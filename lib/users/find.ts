import { type SQL, sql } from 'drizzle-orm'
import { canonicalName } from '../canonical'
import type { Tx } from '../database/client'
import type { Actor } from '../rules/actor'
import type { ListUsersInput, UserFilterInput } from './input'

/** Where a list of users goes on: the key it is sorted by and the id of the last one seen. */
type Place = { readonly key: string; readonly id: string } | null

/** Which users are meant; `group`, by its id, narrows it to who is in that one. */
type Sought = UserFilterInput & { readonly group?: string }

type Way = { readonly by: 'name' | 'email'; readonly isDown: boolean }

// Where no workspace has the ID that was asked for, nobody matches.
const nobodys = '00000000-0000-0000-0000-000000000000'

/** How a sort is walked. */
export function wayOf(sort: ListUsersInput['sort']): Way {
  const isDown = sort.startsWith('-')
  return { by: sort.endsWith('email') ? 'email' : 'name', isDown }
}

/** The workspace to look in, null for all: whoever is no Organization Admin looks in their own, whatever they ask for. */
function placeOf(actor: Actor, code: string | undefined): SQL | string | null {
  if (!actor.isOrganizationAdmin) return actor.kind === 'user' ? actor.user.workspace.id : nobodys
  return code === undefined
    ? null
    : sql`coalesce((select w.id from workspaces w where w.code = ${code}), ${nobodys}::uuid)`
}

/**
 * Ids of up to `most` users of the actor's organization that match, beyond a place, in order. It finds and permits
 * nothing: what they are is read inside the actor's scope.
 */
export const foundUsers = (
  actor: Actor,
  { q, state, role, workspace, group }: Sought,
  { by, isDown }: Way,
  place: Place,
  most: number,
): SQL => sql`find_users(${canonicalName(q)}, ${placeOf(actor, workspace)}::uuid,
  ${group ?? null}::uuid, ${state === 'all' ? null : state}, ${role ?? null}, ${by === 'email'},
  ${place?.key ?? null}, ${place?.id ?? null}::uuid, ${isDown}, ${most})`

/** The ids of those that match, at most `most` of them. */
export async function findUserIds(tx: Tx, actor: Actor, filter: Sought, most: number) {
  const found = foundUsers(actor, filter, { by: 'name', isDown: false }, null, most)
  const rows = await tx.execute<{ id: string }>(sql`select id from ${found} as id`)
  return rows.map((row) => row.id)
}
