import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { UserActor } from '../rules/actor'
import { makeOrganization, makeUser, makeWorkspace } from '../test/factories'
import { actorOf } from '../test/look'
import { openOrganizationPortal, openWorkspacePortal } from './queries'

// Who acts is read from the request; here it is said.
const signedIn = vi.hoisted(() => ({ actor: null }))
const asked: { actor: UserActor | null } = signedIn
vi.mock('../session', () => ({ requireActor: async () => signedIn.actor }))
vi.mock('next/navigation', () => ({
  notFound: () => {
    throw new Error('not found')
  },
}))
beforeEach(() => {
  asked.actor = null
})

async function makePlaces() {
  const organization = await makeOrganization()
  const [lab, other] = [await makeWorkspace(organization), await makeWorkspace(organization)]
  const user = (workspaceId: string, email: string, roles = {}) =>
    makeUser(organization, { workspaceId, email, ...roles })
  return { organization, lab, other, user }
}

describe('[POR-4] a portal out of reach is not found', () => {
  test('an Organization Admin opens every one that stands', async () => {
    const { organization, lab } = await makePlaces()
    asked.actor = await actorOf(organization.admin)
    expect(await openOrganizationPortal()).toMatchObject({ isOffer: false })
    expect(await openWorkspacePortal(lab.code)).toMatchObject({ isOffer: false, workspace: { id: lab.workspaceId } })
  })
  test('a Workspace Admin opens their own alone', async () => {
    const { lab, other, user } = await makePlaces()
    asked.actor = await actorOf(await user(lab.workspaceId, 'ada@example.org', { isWorkspaceAdmin: true }))
    expect(await openWorkspacePortal(lab.code)).toMatchObject({ isOffer: false, workspace: { id: lab.workspaceId } })
    await expect(openWorkspacePortal(other.code)).rejects.toThrow('not found')
    await expect(openOrganizationPortal()).rejects.toThrow('not found')
  })
  test('a user opens none, and learns of none', async () => {
    const { lab, user } = await makePlaces()
    asked.actor = await actorOf(await user(lab.workspaceId, 'ada@example.org'))
    for (const code of [lab.code, '99-9999999', 'x', '../x', '', '\0'])
      await expect(openWorkspacePortal(code)).rejects.toThrow('not found')
  })
  test('[SEC-1] nobody opens one of another organization', async () => {
    const [ours, theirs] = [await makePlaces(), await makePlaces()]
    asked.actor = await actorOf(ours.organization.admin)
    await expect(openWorkspacePortal(theirs.lab.code)).rejects.toThrow('not found')
  })
})

describe('[SWI-9] a link that another of the person’s own users may open offers that switch', () => {
  test('the user who administers that workspace, before one who administers the organization', async () => {
    const { organization, lab, other, user } = await makePlaces()
    const plain = await user(other.workspaceId, 'ada@example.org')
    const manager = await user(organization.defaultWorkspaceId, 'ada@example.org', { isOrganizationAdmin: true })
    asked.actor = await actorOf(plain)
    expect(await openWorkspacePortal(lab.code)).toMatchObject({ isOffer: true, user: { id: manager.userId } })
    const inIt = await user(lab.workspaceId, 'ada@example.org', { isWorkspaceAdmin: true })
    asked.actor = await actorOf(plain)
    expect(await openWorkspacePortal(lab.code)).toMatchObject({ isOffer: true, user: { id: inIt.userId } })
    expect(await openOrganizationPortal()).toMatchObject({ isOffer: true, user: { id: manager.userId } })
  })
  test('another person’s user is no offer', async () => {
    const { lab, other, user } = await makePlaces()
    await user(lab.workspaceId, 'grace@example.org', { isWorkspaceAdmin: true })
    asked.actor = await actorOf(await user(other.workspaceId, 'ada@example.org'))
    await expect(openWorkspacePortal(lab.code)).rejects.toThrow('not found')
  })
})
