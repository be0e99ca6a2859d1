import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import { users } from '../../db/schema/accounts'
import { workspaces } from '../../db/schema/workspaces'
import { openChange } from '../actor'
import type { Call } from '../call'
import { canonicalName } from '../canonical'
import { type Change, change } from '../change'
import { badField, changedMeanwhile, notFound } from '../change/failures'
import { inTransaction } from '../database/client'
import { violatedConstraint } from '../database/errors'
import { hashPassword } from '../passwords/hash'
import { mayAddUsers, mayEditUser, mayListUsers } from '../rules/users'
import { standingWorkspaces } from '../scope'
import { readWorkspaceByCode } from '../workspaces/facts'
import { lockUser } from './facts'
import { AddUsers, EditUser, ExportUsers } from './input'
import { insertUsers } from './writes'

type Wanted = z.output<typeof AddUsers>

type Hashes = readonly (string | null)[]

/** The hash of each user's password, in order; null where there is none. */
const hashPasswords = ({ users }: Wanted): Promise<Hashes> =>
  Promise.all(users.map(({ password }) => (password === undefined ? null : hashPassword(password))))

/** Not at all for who may not add anybody: the hashes of many passwords take long. */
async function prepare({ claim }: Call, wanted: Wanted): Promise<Hashes | undefined> {
  const actor = await inTransaction((tx) => openChange(tx, claim, false))
  return actor && mayAddUsers(actor).ok ? hashPasswords(wanted) : undefined
}

async function add({ actor, tx, permit, audit }: Change, input: Wanted, prepared: Hashes | undefined) {
  permit(mayAddUsers(actor))
  // Nothing is prepared only for who was given the right to add users this very moment.
  const hashes = prepared ?? (await hashPasswords(input))
  const wanted = [...new Set(input.users.map((user) => user.workspaceId))]
  const found = await tx
    .select({ id: workspaces.id, code: workspaces.code, name: workspaces.name })
    .from(workspaces)
    .where(and(standingWorkspaces(actor), inArray(workspaces.id, wanted)))
  if (found.length < wanted.length) throw notFound()
  const withHashes = input.users.map(({ password: _, ...user }, index) => ({
    ...user,
    passwordHash: hashes[index] ?? null,
  }))
  const rows = await insertUsers(tx, actor.organization.id, withHashes).catch((error: unknown) => {
    if (violatedConstraint(error) !== 'users_one_per_workspace') throw error
    throw badField('users', 'already-a-user', 'One of these people is a user of that workspace already.')
  })
  for (const [index, row] of rows.entries()) {
    audit('user.added', {
      target: { kind: 'user', id: row.id, label: input.users[index]?.email ?? '' },
      workspace: found.find((workspace) => workspace.id === row.workspaceId) ?? null,
      after: { isOrganizationAdmin: row.isOrganizationAdmin, isWorkspaceAdmin: row.isWorkspaceAdmin },
    })
  }
  return rows.map(({ id, accountId, workspaceId }) => ({ id, accountId, workspaceId }))
}

/** INV-7: makes people active users without mail. */
export const addUsers = change(AddUsers, add, { prepare })

/** USR-1, SEC-9: what a user is called in their workspace; the person's own name is theirs. */
export const editUser = change(EditUser, async ({ actor, tx, permit, audit }, { userId, name, revision }) => {
  const user = await lockUser(tx, actor, userId)
  permit(mayEditUser(actor, user))
  if (user.revision !== revision) throw changedMeanwhile({ revision: user.revision, values: { name: user.name } })
  await tx
    .update(users)
    .set({ name, nameKey: canonicalName(name), revision: revision + 1 })
    .where(and(eq(users.organizationId, actor.organization.id), eq(users.id, user.id)))
  audit('user.renamed', {
    target: { kind: 'user', id: user.id, label: user.email },
    workspace: user.workspace,
    before: { name: user.name },
    after: { name },
  })
  return { revision: revision + 1 }
})

/** SEC-7: keeps that somebody is about to take the list away. Asked before the first byte. */
export const recordUserExport = change(ExportUsers, async ({ actor, tx, permit, log }, filter) => {
  const workspace = filter.workspace === undefined ? null : await readWorkspaceByCode(tx, actor, filter.workspace)
  permit(mayListUsers(actor, workspace?.id ?? null))
  const { q, sort: _, workspace: __, ...narrowed } = filter
  const words = [
    ...Object.values(narrowed).map((value) => value.replaceAll('-', ' ')),
    ...(q === '' ? [] : [`matching “${q}”`]),
  ]
  log('exported', { workspace, detail: `Exported users as CSV: ${words.join(', ')}` })
})
