import { type SQL, sql } from 'drizzle-orm'
import { type Cursor, placeIn } from '../cursor'
import type { ListPermissionsInput } from './input'

/** How a page by name is walked: what is beyond its place, and the direction. */
export function walkNames(asked: ListPermissionsInput, name: SQL, id: SQL) {
  const place = placeIn(asked, 'text')
  const { cursor, isBack } = place
  const beyond = cursor
    ? sql`(${name}, ${id}) ${isBack ? sql`<` : sql`>`} (${String(cursor[0])}, ${cursor[1]}::uuid)`
    : sql`true`
  return { place, beyond, direction: isBack ? sql`desc` : sql`asc` }
}

/** Where such a page ends. */
export const nameKeyOf = ({ name_key, id }: { readonly name_key: string; readonly id: string }): Cursor => [
  name_key,
  id,
]
