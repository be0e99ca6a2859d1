import { describe, expect, it } from 'vitest'
import type { Actor, UserActor } from './actor'
import { mayReadAudit } from './audit'

const organization = { id: 'o', name: 'Acme', slug: 'acme', allowsLocalUsers: true, workspaces: 2 }
const workspace = (id: string) => ({ id, code: '01-0000001', name: id, isDefault: id === 'default' })

const user = (
  workspaceId: string,
  roles: Partial<Pick<UserActor, 'isOrganizationAdmin' | 'isWorkspaceAdmin'>>,
): Actor => ({
  kind: 'user',
  organization,
  person: { id: 'p', name: 'Ada', email: 'ada@example.org', signInUserId: 'u' },
  user: { id: 'u', workspace: workspace(workspaceId), partner: null },
  users: [],
  isOrganizationAdmin: false,
  isWorkspaceAdmin: false,
  sessionId: null,
  openOperations: 0,
  unreadNotices: 0,
  ...roles,
})
const nobody = (kind: 'anonymous' | 'system'): Actor => ({
  kind,
  organization,
  isOrganizationAdmin: false,
  isWorkspaceAdmin: false,
})

const whole = 'Only an Organization Admin reads the audit log of the organization.'
const part = 'Only administrators of this workspace read its audit log.'

describe('[SEC-7] the audit log is read by', () => {
  it.each([
    ['an Organization Admin, the organization', user('default', { isOrganizationAdmin: true }), null, true],
    ['an Organization Admin, any workspace', user('default', { isOrganizationAdmin: true }), 'aero', true],
    ['a Workspace Admin, their workspace', user('aero', { isWorkspaceAdmin: true }), 'aero', true],
    ['a Workspace Admin, another workspace', user('aero', { isWorkspaceAdmin: true }), 'default', part],
    ['a Workspace Admin, the organization', user('aero', { isWorkspaceAdmin: true }), null, whole],
    [
      'a Workspace Admin of the Default Workspace, the organization',
      user('default', { isWorkspaceAdmin: true }),
      null,
      whole,
    ],
    ['a user, their workspace', user('aero', {}), 'aero', part],
    ['a user, the organization', user('aero', {}), null, whole],
    ['somebody not signed in, the organization', nobody('anonymous'), null, whole],
    ['somebody not signed in, a workspace', nobody('anonymous'), 'aero', part],
    ['Atrium itself, the organization', nobody('system'), null, whole],
    ['Atrium itself, a workspace', nobody('system'), 'aero', part],
  ])('%s', (_, actor, workspaceId, answer) => {
    const verdict = mayReadAudit(actor, workspaceId)
    expect(verdict).toEqual(answer === true ? { ok: true } : { ok: false, code: 'not-administrator', reason: answer })
  })
})
