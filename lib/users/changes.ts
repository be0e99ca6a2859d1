import 'server-only'
import { and, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import { workspaces } from '../../db/schema/workspaces'
import { openChange } from '../actor'
import { currentCall } from '../call'
import { type Change, type Changing, change } from '../change'
import { badField, notFound } from '../change/failures'
import { inTransaction } from '../database/client'
import { violatedConstraint } from '../database/errors'
import { hashPassword } from '../passwords/hash'
import { mayAddUsers } from '../rules/users'
import { standingWorkspaces } from '../scope'
import { AddUsers } from './input'
import { insertUsers } from './writes'

type Wanted = z.output<typeof AddUsers>

type Hashes = readonly (string | null)[]

/** The hash of each user's password, in order; null where there is none. */
const hashPasswords = ({ users }: Wanted): Promise<Hashes> =>
  Promise.all(users.map(({ password }) => (password === undefined ? null : hashPassword(password))))

/** Hashing takes long: it is done before the organization is locked, and not at all for who may not add anybody. */
async function hashBefore(wanted: Wanted): Promise<Hashes | null> {
  if (wanted.users.every((user) => user.password === undefined)) return hashPasswords(wanted)
  const { claim } = currentCall()
  const actor = await inTransaction((tx) => openChange(tx, claim, false))
  return actor && mayAddUsers(actor).ok ? hashPasswords(wanted) : null
}

async function add({ actor, tx, permit, audit }: Change, input: Wanted, before: Hashes | null) {
  permit(mayAddUsers(actor))
  // None only for who was given the right to add users this very moment.
  const hashes = before ?? (await hashPasswords(input))
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

type Added = Awaited<ReturnType<typeof add>>

/** INV-7: makes people active users without mail. */
export const addUsers: Changing<z.input<typeof AddUsers>, Added> = async (raw) => {
  const parsed = AddUsers.safeParse(raw)
  const hashes = parsed.success ? await hashBefore(parsed.data) : null
  return change(AddUsers, (context, input) => add(context, input, hashes))(raw)
}
