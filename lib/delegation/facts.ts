import type { Tx } from '../database/client'
import type { Failure } from '../result'
import type { Actor } from '../rules/actor'
import { readUsers } from '../users/facts'
import { findUserIds } from '../users/find'
import type { ChosenInput } from './input'

const mostAtOnce = 5_000

/** More users match than one change gives or takes a role of. */
export const tooMany: Failure = {
  ok: false,
  code: 'too-many',
  reason: `More than ${mostAtOnce.toLocaleString('en')} users match. Narrow the filter first.`,
}

/** The users chosen inside the actor's scope, by ascending id, and whether more match than one change takes. */
export async function readChosen(tx: Tx, actor: Actor, chosen: ChosenInput) {
  const ids = 'userIds' in chosen ? chosen.userIds : await findUserIds(tx, actor, chosen.filter, mostAtOnce + 1)
  const isTooMany = ids.length > mostAtOnce
  return { users: isTooMany ? [] : await readUsers(tx, actor, ids), isTooMany }
}
