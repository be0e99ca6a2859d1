import 'server-only'
import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { organizations } from '../../db/schema/organizations'
import { canonicalName } from '../canonical'
import { type Change, change } from '../change'
import { badField } from '../change/failures'
import { violatedConstraint } from '../database/errors'
import { commonPasswordReason, isCommonPassword } from '../passwords/common'
import { hashPassword } from '../passwords/hash'
import { mayFoundOrganization } from '../rules/organizations'
import { insertUsers } from '../users/writes'
import { insertWorkspaces } from '../workspaces/writes'
import { FoundOrganization, SetUpOrganization } from './input'

/** How the set-up code is kept; it is shown once, on the console. */
export const hashSetUpCode = (code: string): string => createHash('sha256').update(code).digest('hex')

/** WSP-1: an organization has its Default Workspace from the first moment. */
async function insertOrganization({ actor, tx, audit }: Change, name: string, slug: string) {
  const organizationId = actor.organization.id
  try {
    await tx.insert(organizations).values({ id: organizationId, name, slug })
  } catch (error) {
    if (violatedConstraint(error) === 'organizations_slug_unique')
      throw badField('slug', 'slug-taken', 'Another organization has this sign-in address.')
    throw error
  }
  const [workspace] = await insertWorkspaces(tx, organizationId, [
    { name: 'Default', description: '', isDefault: true },
  ])
  if (!workspace) throw new Error('No Default Workspace was made.')
  audit('organization.founded', {
    target: { kind: 'organization', id: organizationId, label: name },
    workspace,
    after: { name, slug },
  })
  return workspace
}

/** WSP-1, SEC-6: the first organization and its first Organization Admin, with the code from the console. */
export const setUpOrganization = change(SetUpOrganization, async (context, input) => {
  const { actor, tx, permit, audit } = context
  // Asked first: whoever has to choose another one keeps the code.
  if (isCommonPassword(input.password, [input.name, input.email, input.organizationName]))
    throw badField('password', 'common-password', commonPasswordReason)
  const [claim] = await tx.execute<{ claimed: boolean }>(
    sql`select claim_set_up_code(${hashSetUpCode(input.code)}) as claimed`,
  )
  permit(mayFoundOrganization(actor, { hasSetUpCode: claim?.claimed === true }))
  const slug = canonicalName(input.organizationName)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
  const workspace = await insertOrganization(context, input.organizationName, slug || 'organization')
  const [user] = await insertUsers(tx, actor.organization.id, [
    {
      email: input.email,
      name: input.name,
      workspaceId: workspace.id,
      isOrganizationAdmin: true,
      isWorkspaceAdmin: true,
      passwordHash: await hashPassword(input.password),
    },
  ])
  audit('user.added', {
    target: { kind: 'user', id: user?.id ?? '', label: input.email },
    workspace,
    after: { isOrganizationAdmin: true, isWorkspaceAdmin: true },
  })
  return { slug, email: input.email }
})

/** WSP-1, SEC-6: one more organization, by the operator. */
export const foundOrganization = change(FoundOrganization, async (context, input) => {
  context.permit(mayFoundOrganization(context.actor, { hasSetUpCode: false }))
  const workspace = await insertOrganization(context, input.organizationName, input.slug)
  return { organizationId: context.actor.organization.id, defaultWorkspaceId: workspace.id }
})
