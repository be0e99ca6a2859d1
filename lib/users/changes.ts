import 'server-only'
import { and, inArray } from 'drizzle-orm'
import { workspaces } from '../../db/schema/workspaces'
import { change } from '../change'
import { badField, notFound } from '../change/failures'
import { violatedConstraint } from '../database/errors'
import { hashPassword } from '../passwords/hash'
import { mayAddUsers } from '../rules/users'
import { standingWorkspaces } from '../scope'
import { AddUsers } from './input'
import { insertUsers } from './writes'

/** INV-7: makes people active users without mail. */
export const addUsers = change(AddUsers, async ({ actor, tx, permit, audit }, input) => {
  permit(mayAddUsers(actor))
  const wanted = [...new Set(input.users.map((user) => user.workspaceId))]
  const found = await tx
    .select({ id: workspaces.id, code: workspaces.code, name: workspaces.name })
    .from(workspaces)
    .where(and(standingWorkspaces(actor), inArray(workspaces.id, wanted)))
  if (found.length < wanted.length) throw notFound()
  const withHashes = await Promise.all(
    input.users.map(async ({ password, ...user }) => ({
      ...user,
      passwordHash: password === undefined ? null : await hashPassword(password),
    })),
  )
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
})
