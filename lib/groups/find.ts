import { type SQL, sql } from 'drizzle-orm'
import { canonicalName } from '../canonical'
import type { ListGroupsInput } from './input'

/** Where a list of groups goes on: what it is sorted by, and the id of the last one seen. */
type Place = { readonly key: string; readonly id: string } | null

type Way = { readonly by: 'name' | 'members'; readonly isDown: boolean }

/** How a sort is walked. */
export function wayOf(sort: ListGroupsInput['sort']): Way {
  return { by: sort.endsWith('members') ? 'members' : 'name', isDown: sort.startsWith('-') }
}

/**
 * Ids of up to `most` groups of a workspace that match, beyond a place, in order. It finds and permits nothing: what they
 * are is read inside the actor's scope.
 */
export const foundGroups = (workspaceId: string, q: string, { by, isDown }: Way, place: Place, most: number): SQL =>
  sql`find_groups(${canonicalName(q)}, ${workspaceId}::uuid, ${by === 'members'},
    ${place?.key ?? null}, ${place?.id ?? null}::uuid, ${isDown}, ${most})`
