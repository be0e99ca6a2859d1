import { sql } from 'drizzle-orm'
import type { Tx } from '../database/client'
import { readFolder } from '../files/facts'
import type { Actor } from '../rules/actor'
import { mayChangePermission, mayGivePermission, mayTakePermission } from '../rules/folder-permissions'
import { maskOf } from '../rules/levels'
import type { Verdict } from '../rules/verdict'
import { readGrantee, readPermission } from './facts'
import type { PreviewPermissionInput } from './input'
import { all, givenOn, hasAllByRole, isActiveNow } from './rows'

/** A wish in full: whose row, on which folder, the row that goes and what comes in its place. */
type Wish = {
  readonly verdict: Verdict
  readonly workspaceId: string
  readonly folderId: string
  readonly userId: string | null
  readonly groupId: string | null
  readonly partnerId: string | null
  readonly goes: string | null
  readonly comes: { readonly mask: number; readonly isRecursive: boolean } | null
}

/** What is wished for, with the verdict on it; not found unless all it names exists for the actor. */
export async function wishOf(tx: Tx, actor: Actor, asked: PreviewPermissionInput): Promise<Wish> {
  if (asked.wish === 'give') {
    const folder = await readFolder(tx, actor, asked.folderId)
    const grantee = await readGrantee(tx, actor, folder, asked.grantee)
    return {
      verdict: mayGivePermission(folder, grantee, asked),
      workspaceId: folder.workspace.id,
      folderId: folder.id,
      userId: grantee.kind === 'user' ? grantee.id : null,
      groupId: grantee.kind === 'group' ? grantee.id : null,
      partnerId: grantee.kind === 'partner' ? grantee.id : null,
      goes: null,
      comes: { mask: maskOf[asked.level], isRecursive: asked.isRecursive },
    }
  }
  const { permission, folder } = await readPermission(tx, actor, asked.permissionId)
  const { userId, groupId, partnerId, id: goes } = permission
  const place = { workspaceId: folder.workspace.id, folderId: folder.id, userId, groupId, partnerId, goes }
  if (asked.wish === 'take') return { ...place, verdict: mayTakePermission(folder, permission), comes: null }
  const comes = { mask: maskOf[asked.level], isRecursive: asked.isRecursive }
  return { ...place, verdict: mayChangePermission(folder, permission, asked), comes }
}

export type PreviewLine = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly before: number
  readonly after: number
  readonly below_before: number
  readonly below_after: number
  readonly people: number
  readonly gaining: number
  readonly losing: number
}

// More lines than that nobody reads; the numbers above them count all.
const mostLines = 200

/** Each person concerned with what they may do in the folder and below it, as it is and as it would be. */
export const selectPeople = (tx: Tx, actor: Actor, wish: Wish) => {
  const { workspaceId, folderId, userId, groupId, partnerId, goes, comes } = wish
  const organizationId = actor.organization.id
  const come = comes
    ? sql`union all select ${userId}::uuid, ${groupId}::uuid, ${partnerId}::uuid, ${comes.mask}::int, ${comes.isRecursive}::boolean, true, false`
    : sql``
  return tx.execute<PreviewLine>(sql`
    with recursive ${givenOn(organizationId, folderId)}, people as (
      select u.id, u.name, u.name_key, u.email, u.partner_id, ${hasAllByRole(actor, workspaceId)} as has_all from users u
      where u.organization_id = ${organizationId} and ${isActiveNow} and (u.id = ${userId}::uuid
        or u.partner_id = ${partnerId}::uuid or u.id in (
        select m.user_id from group_members m where m.organization_id = ${organizationId} and m.group_id = ${groupId}::uuid))
    ), rows as (
      select g.user_id, g.group_id, g.partner_id, g.mask, g.is_recursive, g.id is distinct from ${goes}::uuid as is_after, true as is_before
      from given g ${come}
    ), held as (
      select r.user_id, r.mask, r.is_recursive, r.is_before, r.is_after from rows r where r.user_id is not null
      union all
      select m.user_id, r.mask, r.is_recursive, r.is_before, r.is_after
      from rows r join group_members m on m.organization_id = ${organizationId} and m.group_id = r.group_id
      union all
      select p.id, r.mask, r.is_recursive, r.is_before, r.is_after from rows r join people p on p.partner_id = r.partner_id
    ), masks as (
      select p.id, p.name, p.name_key, p.email, case when p.has_all then ${all} else 0 end as by_role,
        coalesce(bit_or(h.mask) filter (where h.is_before), 0) as before,
        coalesce(bit_or(h.mask) filter (where h.is_after), 0) as after,
        coalesce(bit_or(h.mask) filter (where h.is_before and h.is_recursive), 0) as below_before,
        coalesce(bit_or(h.mask) filter (where h.is_after and h.is_recursive), 0) as below_after
      from people p left join held h on h.user_id = p.id group by 1, 2, 3, 4, 5
    ), seen as (
      select m.id, m.name, m.name_key, m.email, m.before | m.by_role as before, m.after | m.by_role as after,
        m.below_before | m.by_role as below_before, m.below_after | m.by_role as below_after from masks m
    )
    select s.id, s.name, s.email, s.before, s.after, s.below_before, s.below_after, (count(*) over ())::int as people,
      (count(*) filter (where s.after & ~s.before <> 0 or s.below_after & ~s.below_before <> 0) over ())::int as gaining,
      (count(*) filter (where s.before & ~s.after <> 0 or s.below_before & ~s.below_after <> 0) over ())::int as losing
    from seen s order by (s.after, s.below_after) = (s.before, s.below_before), s.name_key, s.id limit ${mostLines}`)
}
