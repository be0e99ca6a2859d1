import 'server-only'
import { eq } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { type Change, change } from '../change'
import { badField, changedMeanwhile, notFound } from '../change/failures'
import { violatedConstraint } from '../database/errors'
import { deactivatedNotice } from '../deactivation/notices'
import { lockOut } from '../deactivation/writes'
import { lockNode } from '../files/facts'
import { pathOf, readWay } from '../files/way'
import { valuesOf } from '../folder-permissions/records'
import { insertPermission } from '../folder-permissions/writes'
import { nameTaken } from '../groups/names'
import { revokeInvitationsInto } from '../invitations/writes'
import { tell } from '../notices/writes'
import { cancelOperationsOf } from '../operations/writes'
import { nameOf } from '../rules/actor'
import {
  mayBeResponsible,
  mayBeRoot,
  mayCreatePartner,
  mayDeletePartner,
  mayEditPartner,
  mayLinkUser,
  mayUnlinkUser,
} from '../rules/partners'
import { mayDeactivate } from '../rules/users'
import type { Verdict } from '../rules/verdict'
import { endUploadsOf } from '../uploads/writes'
import { readUsers } from '../users/facts'
import { readWorkspace } from '../workspaces/facts'
import { findNameTaken, lockPartner, readRootFacts, readUserIn, selectUsersIn, type UserIn } from './facts'
import { CreatePartner, DeletePartner, EditPartner, LinkUser, UnlinkUser } from './input'
import { linkedNotice, responsibleNotice, unlinkedNotice } from './notices'
import { insertPartner, linkTo, makePlain, removePartner, updatePartner } from './writes'

const targetOf = ({ id, name }: { readonly id: string; readonly name: string }) => ({
  kind: 'partner',
  id,
  label: name,
})
const targetOfUser = ({ id, email }: UserIn) => ({ kind: 'user', id, label: email })

/** A field of a form that a rule refuses, told beside it. */
function demandField(field: string, verdict: Verdict): void {
  if (!verdict.ok) throw badField(field, verdict.code, verdict.reason)
}

/** PAR-1: of two whose roots would contain each other, made at once, the later one waits for the tree and is told so. */
export const createPartner = change(CreatePartner, async ({ actor, tx, permit, audit }, { level, ...input }) => {
  const organizationId = actor.organization.id
  const workspace = await readWorkspace(tx, actor, input.workspaceId)
  permit(mayCreatePartner(actor, workspace.id))
  const folder = await lockNode(tx, actor, input.rootFolderId)
  if (folder.workspace.id !== workspace.id) throw notFound()
  demandField('rootFolderId', mayBeRoot(await readRootFacts(tx, organizationId, folder)))
  const responsible = await readUserIn(tx, actor, workspace.id, input.responsibleUserId)
  demandField('responsibleUserId', mayBeResponsible(responsible))
  const id = await insertPartner(tx, organizationId, input)
  if (id === null) throw nameTaken((await findNameTaken(tx, organizationId, input)) ?? input.name)
  const { name, notes } = input
  const path = pathOf(await readWay(tx, organizationId, folder.id))
  const target = targetOf({ id, name })
  audit('partner.created', { target, workspace, after: { name, folder: path, responsible: responsible.email, notes } })
  if (level !== '') {
    const terms = { level, isRecursive: true, endsAt: null } as const
    await insertPermission(tx, {
      ...terms,
      organizationId,
      workspaceId: workspace.id,
      folderId: folder.id,
      grantee: { kind: 'partner', id },
      givenBy: nameOf(actor),
    })
    audit('permission.given', { target, workspace, after: valuesOf(path, terms) })
  }
  await tell(tx, actor, [responsibleNotice(actor, responsible, { name, workspace })])
  return { id, name }
})

/** PAR-1, SEC-9: the root stays what it is. */
export const editPartner = change(
  EditPartner,
  async ({ actor, tx, permit, audit }, { partnerId, revision, ...wish }) => {
    const organizationId = actor.organization.id
    const partner = await lockPartner(tx, actor, partnerId)
    permit(mayEditPartner(actor, partner))
    const { workspace, name, notes, responsibleUserId: wasId } = partner
    const was = wasId === null ? null : await readUserIn(tx, actor, partner.workspaceId, wasId)
    if (partner.revision !== revision) {
      const values = { name, notes, responsibleUserId: was?.name ?? '' }
      throw changedMeanwhile({ revision: partner.revision, values })
    }
    const responsibleUserId = wish.responsibleUserId ?? wasId
    if (responsibleUserId === null) throw badField('responsibleUserId', 'none-chosen', 'Choose somebody.')
    const responsible = await readUserIn(tx, actor, partner.workspaceId, responsibleUserId)
    const isAnother = responsible.id !== wasId
    // Whoever was responsible already may have been locked meanwhile, which keeps nobody from changing the rest.
    if (isAnother) demandField('responsibleUserId', mayBeResponsible(responsible))
    const taken = await findNameTaken(tx, organizationId, { ...partner, name: wish.name }, partner.id)
    if (taken !== null) throw nameTaken(taken)
    await updatePartner(tx, organizationId, partner.id, { ...wish, responsibleUserId }).catch((error: unknown) => {
      // Somebody gave the name to another partner this very moment.
      throw violatedConstraint(error) === 'partners_name' ? nameTaken(wish.name) : error
    })
    audit('partner.edited', {
      target: targetOf({ ...partner, name: wish.name }),
      workspace,
      before: { name, notes, responsible: was?.email ?? null },
      after: { name: wish.name, notes: wish.notes, responsible: responsible.email },
    })
    if (isAnother) await tell(tx, actor, [responsibleNotice(actor, responsible, { name: wish.name, workspace })])
    return { revision: revision + 1 }
  },
)

/** What they have under way began with an authority that is another one now. */
const endWork = async (context: Change, { id }: UserIn) => ({
  endedUploads: (await endUploadsOf(context.tx, context.actor.organization.id, [id]))(id),
  cancelledOperations: await cancelOperationsOf(context, id),
})

/** PAR-2, FIL-3, GRP-1: from the next request on they have what the partner has, and nothing else. */
export const linkUser = change(
  LinkUser,
  async (context, { partnerId, userId }) => {
    const { actor, tx, permit, audit } = context
    const organizationId = actor.organization.id
    const partner = await lockPartner(tx, actor, partnerId)
    const user = await readUserIn(tx, actor, partner.workspaceId, userId)
    permit(mayLinkUser(actor, partner, user))
    const ended = await linkTo(tx, organizationId, partner.id, user.id)
    audit('partner.user-linked', {
      target: targetOfUser(user),
      workspace: partner.workspace,
      before: { partner: null, ...ended },
      after: { partner: partner.name, permissions: 0, groups: [], ...(await endWork(context, user)) },
    })
    await tell(tx, actor, [linkedNotice(actor, user, partner)])
    return null
  },
  { lock: 'exclusive' },
)

/** PAR-2, FIL-11: a plain user of the workspace, with a home folder and nothing that was given to them. */
export const unlinkUser = change(
  UnlinkUser,
  async (context, { partnerId, userId }) => {
    const { actor, tx, permit, audit } = context
    const organizationId = actor.organization.id
    const partner = await lockPartner(tx, actor, partnerId)
    const user = await readUserIn(tx, actor, partner.workspaceId, userId)
    permit(mayUnlinkUser(actor, partner, { isOfPartner: user.partnerId === partner.id }))
    await makePlain(tx, organizationId, [user])
    audit('partner.user-unlinked', {
      target: targetOfUser(user),
      workspace: partner.workspace,
      before: { partner: partner.name },
      after: { partner: null, ...(await endWork(context, user)) },
    })
    await tell(tx, actor, [unlinkedNotice(actor, user, partner)])
    return null
  },
  { lock: 'exclusive' },
)

/** PAR-4: its users are plain ones that are deactivated; its permissions and invitations go, and the folder stays. */
export const deletePartner = change(
  DeletePartner,
  async ({ actor, tx, permit, audit }, { partnerId }) => {
    const organizationId = actor.organization.id
    const partner = await lockPartner(tx, actor, partnerId)
    permit(mayDeletePartner(actor, partner))
    const { name, workspace } = partner
    const theirs = await selectUsersIn(tx, organizationId, partner.workspaceId, eq(users.partnerId, partner.id))
    const invitations = await revokeInvitationsInto(tx, organizationId, partner.id, nameOf(actor))
    await makePlain(tx, organizationId, theirs)
    const permissions = await removePartner(tx, organizationId, partner.id)
    const folder = pathOf(await readWay(tx, organizationId, partner.rootFolderId))
    audit('partner.deleted', {
      target: targetOf(partner),
      workspace,
      before: { name, folder, users: theirs.length, permissions, invitations },
    })
    const there = theirs.flatMap(({ id, state }) => (state === 'deactivated' ? [] : [id]))
    const leavers = await readUsers(tx, actor, there)
    for (const user of leavers) permit(mayDeactivate(actor, user, { isWarned: true }))
    for (const record of await lockOut(tx, actor, workspace.id, leavers)) audit('user.deactivated', record)
    await tell(
      tx,
      actor,
      leavers.map((user) => deactivatedNotice(actor, user)),
    )
    return { deactivated: leavers.length }
  },
  { lock: 'exclusive' },
)
