import 'server-only'
import { sql } from 'drizzle-orm'
import { reading } from '../database/client'
import { idField } from '../fields'
import { readPartner } from '../partners/facts'
import type { Actor } from '../rules/actor'
import { mayListPartners } from '../rules/partners'
import { selectFoldersOf } from './groups'
import type { ListPermissionsInput } from './input'

/** PAR-3: a page of the permissions that count for a partner in scope now, as those of a group; or null. */
export const listFoldersOfPartner = (actor: Actor, partnerId: string, asked: ListPermissionsInput, size = 50) =>
  reading(actor.organization.id, async (tx) => {
    const partner = idField.safeParse(partnerId).success ? await readPartner(tx, actor, partnerId) : undefined
    if (!partner || !mayListPartners(actor, partner.workspaceId).ok) return null
    return selectFoldersOf(tx, actor.organization.id, sql`p.partner_id = ${partner.id}`, asked, size)
  })
