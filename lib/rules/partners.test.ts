import { describe, expect, test } from 'vitest'
import {
  mayBeResponsible,
  mayBeRoot,
  mayChangePartnerUsers,
  mayCreatePartner,
  mayDeletePartner,
  mayEditPartner,
  mayLinkUser,
  mayListPartners,
  mayUnlinkUser,
  type RootFacts,
} from './partners'
import { each, everybody, simulation, type Who } from './testing/actors'
import type { Verdict } from './verdict'

const administrators: readonly string[] = [
  'Organization Admin in the Default Workspace',
  'Organization Admin in Simulation',
  'both admins in Simulation',
  'Workspace Admin of Simulation',
] satisfies readonly Who[]

const manager = everybody['Workspace Admin of Simulation']
const partner = { id: 'r-acme', workspaceId: simulation.id }
const plain = {
  workspaceId: simulation.id,
  state: 'active',
  isOrganizationAdmin: false,
  isWorkspaceAdmin: false,
  isPartnerUser: false,
  partnerId: null,
  responsibleFor: 0,
} as const
const code = (verdict: Verdict) => (verdict.ok ? 'ok' : verdict.code)

// Section 2: partners of a workspace are its administrators', and nobody else's.
describe('partners are made, changed, deleted and filled by the administrators of their workspace', () => {
  test.each(each)('%s', (who, actor) => {
    const expected = administrators.includes(who) ? 'ok' : 'not-administrator'
    expect(code(mayListPartners(actor, simulation.id))).toBe(expected)
    expect(code(mayCreatePartner(actor, simulation.id))).toBe(expected)
    expect(code(mayEditPartner(actor, partner))).toBe(expected)
    expect(code(mayDeletePartner(actor, partner))).toBe(expected)
    expect(code(mayChangePartnerUsers(actor, partner))).toBe(expected)
    expect(code(mayLinkUser(actor, partner, plain))).toBe(expected)
    expect(code(mayUnlinkUser(actor, partner, { isOfPartner: true }))).toBe(expected)
  })
})

test.each(each)('[PAR-4] %s deletes a partner only as an administrator of its workspace', (who, actor) => {
  const elsewhere = { ...partner, workspaceId: 'another' }
  expect(mayDeletePartner(actor, partner).ok).toBe(administrators.includes(who))
  expect(mayDeletePartner(actor, elsewhere).ok).toBe(actor.isOrganizationAdmin)
})

describe('[PAR-1] a root is a folder that contains no other root and lies in none', () => {
  const folder: RootFacts = { kind: 'folder', place: null, isInHome: false, own: null, above: null, below: null }
  test.each([
    [{}, 'ok'],
    [{ kind: 'file' }, 'no-folder'],
    [{ place: 'root' }, 'root'],
    [{ place: 'homes' }, 'home'],
    [{ place: 'home', isInHome: true }, 'home'],
    [{ isInHome: true }, 'home'],
    [{ above: 'Acme' }, 'inside-root'],
    [{ place: 'partner', below: 'Acme' }, 'contains-root'],
    [{ place: 'partner', own: 'Acme' }, 'root-already'],
  ] as const)('%o: %s', (over, expected) => {
    expect(code(mayBeRoot({ ...folder, ...over }))).toBe(expected)
  })
})

describe('[PAR-1] responsible is an active user of the workspace, and no partner’s', () => {
  test.each([
    [{}, 'ok'],
    [{ state: 'ended' }, 'not-active'],
    [{ state: 'deactivated' }, 'not-active'],
    [{ isPartnerUser: true }, 'partner-user'],
    [{ workspaceId: 'another' }, 'user-elsewhere'],
  ] as const)('%o: %s', (over, expected) => {
    expect(code(mayBeResponsible(partner, { ...plain, ...over }))).toBe(expected)
  })
})

describe('[PAR-2] [DEL-4] linked is an active user of the workspace with both roles off', () => {
  test.each([
    [{}, 'ok'],
    [{ isWorkspaceAdmin: true }, 'carries-role'],
    [{ isOrganizationAdmin: true }, 'carries-role'],
    [{ state: 'ended' }, 'ended'],
    [{ state: 'deactivated' }, 'not-active'],
    [{ workspaceId: 'another' }, 'user-elsewhere'],
    [{ isPartnerUser: true, partnerId: partner.id }, 'linked'],
    [{ isPartnerUser: true, partnerId: 'r-other' }, 'linked-elsewhere'],
    [{ responsibleFor: 1 }, 'responsible'],
  ] as const)('%o: %s', (over, expected) => {
    expect(code(mayLinkUser(manager, partner, { ...plain, ...over }))).toBe(expected)
  })
})

test('[PAR-2] only who is of a partner is unlinked from it', () => {
  expect(code(mayUnlinkUser(manager, partner, { isOfPartner: false }))).toBe('not-linked')
})
