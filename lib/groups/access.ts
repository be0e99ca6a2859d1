import type { Tx } from '../database/client'
import { countFoldersOf } from '../folder-permissions/groups'

/** A kind of access that can be given to a group. */
export type AccessKind = {
  /** One and many, in the words of a page. */
  readonly label: readonly [one: string, many: string]
  /** How many of it each of these groups has been given, by group; those with none may be left out. */
  readonly count: (tx: Tx, organizationId: string, groupIds: readonly string[]) => Promise<ReadonlyMap<string, number>>
}

/** Every kind there is; what a new one adds here is shown before anybody joins or leaves (GRP-2). */
const accessKinds: readonly AccessKind[] = [{ label: ['folder', 'folders'], count: countFoldersOf }]

/** What a group gives to who is in it, each kind counted in words: "2 folders". Empty: nothing has been given to it. */
export type Gives = readonly string[]

/** GRP-2: what each of these groups gives. They are in the actor's scope. */
export async function accessOf(
  tx: Tx,
  organizationId: string,
  groupIds: readonly string[],
  kinds = accessKinds,
): Promise<(groupId: string) => Gives> {
  const counted: { readonly kind: AccessKind; readonly counts: ReadonlyMap<string, number> }[] = []
  for (const kind of kinds) counted.push({ kind, counts: await kind.count(tx, organizationId, groupIds) })
  return (groupId) =>
    counted.flatMap(({ kind: { label }, counts }) => {
      const count = counts.get(groupId) ?? 0
      return count === 0 ? [] : [`${count.toLocaleString('en-GB')} ${label[count === 1 ? 0 : 1]}`]
    })
}
