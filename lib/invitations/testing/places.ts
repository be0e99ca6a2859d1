import { actingAs, type Claim } from '../../call'
import { makeOrganization, makeUser, makeWorkspace, type TestUser } from '../../test/factories'
import { asDatabaseAdmin } from '../../test/look'
import { acceptByLink, inviteUsers } from '../changes'
import type { InvitedResult } from '../invite'

/** One that may be chosen. */
export const password = 'a phrase that nobody guesses'

/** An organization with a workspace Lab, its administrator, and a group in it. */
export async function makePlaces() {
  const organization = await makeOrganization()
  const workspace = await makeWorkspace(organization, 'Lab')
  const { workspaceId } = workspace
  const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true })
  const groupId = crypto.randomUUID()
  await asDatabaseAdmin(
    (admin) => admin`insert into groups (organization_id, id, workspace_id, name, name_key)
      values (${organization.organizationId}, ${groupId}, ${workspaceId}, 'Crew', 'crew')`,
  )
  return { organization, admin: organization.admin, workspace, workspaceId, manager, groupId }
}

export const lines = (...emails: readonly string[]) =>
  emails.map((email, index) => ({ line: index + 1, email, name: '' }))

export const invite = (by: TestUser, workspaceId: string, emails: readonly string[], more: object = {}) =>
  actingAs(by.claim, () => inviteUsers({ workspaceId, lines: lines(...emails), ...more }))

/** What came of each line, in a line. */
export const says = (results: readonly InvitedResult[]) =>
  results.map((result) => `${result.line} ${result.email} ${result.isInvited ? 'invited' : result.code}`)

export const anonymous = (organizationId: string): Claim => ({ kind: 'anonymous', organizationId })

/** Accepts as somebody not signed in. */
export const byLink = (organizationId: string, token: string, name = 'Lin') =>
  actingAs(anonymous(organizationId), () => acceptByLink({ token, name, password }))

/** Users of an address, by the name of their workspace. */
export const usersOf = (organizationId: string, email: string) =>
  asDatabaseAdmin(async (admin) => {
    const rows = await admin`select w.name as workspace, u.name, u.state, u.is_workspace_admin as admin, u.invited_at,
        (select count(*)::int from group_members m where m.user_id = u.id) as groups
      from users u join workspaces w on w.id = u.workspace_id
      where u.organization_id = ${organizationId} and u.email = ${email} order by w.name`
    return rows.map(({ workspace, name, state, admin: isAdmin, groups }) => ({
      workspace,
      name,
      state,
      isAdmin,
      groups,
    }))
  })

export const letExpire = (invitationId: string) =>
  asDatabaseAdmin(
    (admin) => admin`update invitations set expires_at = now() - interval '1 second' where id = ${invitationId}`,
  )

export const setPolicy = (organizationId: string, key: string, value: unknown) =>
  asDatabaseAdmin(
    (admin) => admin`insert into organization_policies (organization_id, key, value, changed_by)
      values (${organizationId}, ${key}, ${admin.json(JSON.parse(JSON.stringify(value)))}, 'Ada')`,
  )
