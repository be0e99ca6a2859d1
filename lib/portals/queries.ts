import 'server-only'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import type { OwnUser, UserActor } from '../rules/actor'
import { mayOpenOrganizationPortal, mayOpenWorkspacePortal } from '../rules/portals'
import { requireActor } from '../session'
import { findWorkspace, type Workspace } from '../workspaces/queries'
import { actingAsOwn } from './portals'

/** SWI-9: the acting user may not open this, and another of the person's users may. */
export type Offer = { readonly isOffer: true; readonly actor: UserActor; readonly user: OwnUser }

type Opened<T> = ({ readonly isOffer: false; readonly actor: UserActor } & T) | Offer

/** The organization portal for who acts now; another of their users is offered, else it is not found. POR-4, SWI-9 */
export const openOrganizationPortal = cache(async (): Promise<Opened<object>> => {
  const actor = await requireActor()
  if (mayOpenOrganizationPortal(actor).ok) return { isOffer: false, actor }
  const user = actor.users.find((own) => mayOpenOrganizationPortal(actingAsOwn(actor, own)).ok)
  if (user) return { isOffer: true, actor, user }
  notFound()
})

async function findOpenable(actor: UserActor, code: string): Promise<Workspace | null> {
  const workspace = await findWorkspace(actor, code)
  return workspace && mayOpenWorkspacePortal(actor, workspace.id).ok ? workspace : null
}

/** The portal of the workspace with this ID for who acts now, likewise. POR-4, SWI-9 */
export const openWorkspacePortal = cache(async (code: string): Promise<Opened<{ readonly workspace: Workspace }>> => {
  const actor = await requireActor()
  const workspace = await findOpenable(actor, code)
  if (workspace) return { isOffer: false, actor, workspace }
  // The user in that very workspace first, then one who administers the organization.
  const inItFirst = actor.users.toSorted(
    (a, b) => Number(b.workspace.code === code) - Number(a.workspace.code === code),
  )
  for (const user of inItFirst) {
    if (user.id === actor.user.id || !(user.isOrganizationAdmin || user.workspace.code === code)) continue
    if (await findOpenable(actingAsOwn(actor, user), code)) return { isOffer: true, actor, user }
  }
  notFound()
})
