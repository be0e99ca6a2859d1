import 'server-only'
import { reading } from '../database/client'
import type { Result } from '../result'
import type { Actor } from '../rules/actor'
import { readChosen, tooMany } from './facts'
import type { SetRolesInput } from './input'
import { planRoles, type RoleReport, reportOf } from './plan'

/** The dry run of `setRoles`: what it would answer now, without doing it; refused as a whole where it would be. */
export const previewRoles = (actor: Actor, input: SetRolesInput): Promise<Result<RoleReport>> =>
  reading(actor.organization.id, async (tx) => {
    const { users, isTooMany } = await readChosen(tx, actor, input.chosen)
    if (isTooMany) return tooMany
    return { ok: true, value: reportOf(actor, planRoles(actor, users, input)) }
  })
