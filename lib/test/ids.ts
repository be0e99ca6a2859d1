import type { Tenant } from '../../db/testing/tenant'

/** What can be named of somebody: another organization's, one's own, or nobody's. */
export type Ids = Pick<
  Tenant,
  | 'workspaceId'
  | 'code'
  | 'sessionId'
  | 'operationId'
  | 'token'
  | 'rosterId'
  | 'invitationId'
  | 'invitationToken'
  | 'groupId'
  | 'partnerId'
  | 'folderId'
  | 'fileId'
  | 'trashedId'
  | 'permissionId'
  | 'uploadId'
  | 'noticeId'
> & {
  readonly userId: string
  readonly accountId: string
  readonly email: string
  /** A workspace that was deleted. */
  readonly deletedId: string
}

/** Names of a tenant's own things. */
export const idsOf = (tenant: Tenant): Ids => ({
  ...tenant,
  userId: tenant.user.userId,
  accountId: tenant.user.accountId,
  email: tenant.user.email,
  deletedId: tenant.deleted.workspaceId,
})

/** Names of the right form that nobody has. */
export const idsOfNobody = (): Ids => ({
  workspaceId: crypto.randomUUID(),
  code: '99-9999999',
  sessionId: crypto.randomUUID(),
  operationId: crypto.randomUUID(),
  token: 'a token of nobody',
  rosterId: crypto.randomUUID(),
  invitationId: crypto.randomUUID(),
  invitationToken: 'a token of nobody',
  groupId: crypto.randomUUID(),
  partnerId: crypto.randomUUID(),
  folderId: crypto.randomUUID(),
  fileId: crypto.randomUUID(),
  trashedId: crypto.randomUUID(),
  permissionId: crypto.randomUUID(),
  uploadId: crypto.randomUUID(),
  noticeId: crypto.randomUUID(),
  userId: crypto.randomUUID(),
  accountId: crypto.randomUUID(),
  email: `nobody-${crypto.randomUUID().slice(0, 8)}@example.net`,
  deletedId: crypto.randomUUID(),
})
