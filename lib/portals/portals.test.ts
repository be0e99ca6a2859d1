import { describe, expect, test } from 'vitest'
import type { UserActor } from '../rules/actor'
import { actingAsFirst, defaultWorkspace, materials, ownUser, simulation } from '../rules/testing/actors'
import { actingAsOwn, portalsOf } from './portals'

const organizationAdmin = { isOrganizationAdmin: true } as const
const workspaceAdmin = { isWorkspaceAdmin: true } as const

const organizationPortal = (switchTo: string | null, name = 'Example') => ({
  kind: 'organization',
  name,
  code: null,
  href: '/organization',
  switchTo,
})
const workspacePortal = ({ name, code }: typeof simulation, switchTo: string | null) => ({
  kind: 'workspace',
  name,
  code,
  href: `/workspaces/${code}`,
  switchTo,
})
const withOneWorkspace = (actor: UserActor): UserActor => ({
  ...actor,
  organization: { ...actor.organization, workspaces: 1 },
})

describe('[POR-2] portals that the acting user may open', () => {
  test('the organization’s for an Organization Admin', () => {
    const actor = actingAsFirst(ownUser(simulation, organizationAdmin))
    expect(portalsOf(actor)).toEqual({ own: [organizationPortal(null)], others: [] })
  })
  test('their own workspace’s for a Workspace Admin', () => {
    const actor = actingAsFirst(ownUser(simulation, workspaceAdmin))
    expect(portalsOf(actor)).toEqual({ own: [workspacePortal(simulation, null)], others: [] })
  })
  test('none for a user', () => {
    expect(portalsOf(actingAsFirst(ownUser(simulation)))).toEqual({ own: [], others: [] })
  })
  test('with a single workspace one entry, Administration', () => {
    const both = ownUser(defaultWorkspace, { ...organizationAdmin, ...workspaceAdmin })
    const actor = withOneWorkspace(actingAsFirst(both))
    expect(portalsOf(actor)).toEqual({ own: [organizationPortal(null, 'Administration')], others: [] })
  })
  test('a Workspace Admin of a single workspace has that portal', () => {
    const actor = withOneWorkspace(actingAsFirst(ownUser(defaultWorkspace, workspaceAdmin)))
    expect(portalsOf(actor).own).toEqual([workspacePortal(defaultWorkspace, null)])
  })
})

describe('[POR-2] below stand the portals of the person’s other users', () => {
  test('each names the user to act as first', () => {
    const other = ownUser(materials, workspaceAdmin)
    expect(portalsOf(actingAsFirst(ownUser(simulation), other))).toEqual({
      own: [],
      others: [workspacePortal(materials, other.id)],
    })
  })
  test('the organization’s stands first, and once', () => {
    const one = ownUser(materials, { ...workspaceAdmin, ...organizationAdmin })
    const other = ownUser(defaultWorkspace, organizationAdmin)
    const { own, others } = portalsOf(actingAsFirst(ownUser(simulation, workspaceAdmin), one, other))
    expect(own).toEqual([workspacePortal(simulation, null)])
    expect(others).toEqual([organizationPortal(one.id), workspacePortal(materials, one.id)])
  })
  test('not where the acting user opens it', () => {
    const other = ownUser(materials, organizationAdmin)
    expect(portalsOf(actingAsFirst(ownUser(simulation, organizationAdmin), other)).others).toEqual([])
  })
})

test('acting as another of their users, a person has that user’s roles and no other', () => {
  const strong = ownUser(simulation, { ...organizationAdmin, ...workspaceAdmin })
  const weak = ownUser(materials)
  expect(actingAsOwn(actingAsFirst(strong, weak), weak)).toMatchObject({
    user: { id: weak.id, workspace: materials },
    isOrganizationAdmin: false,
    isWorkspaceAdmin: false,
  })
})
