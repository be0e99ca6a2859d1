import { describe, expect, test } from 'vitest'
import {
  type AddressFacts,
  type InvitationFacts,
  mayAcceptByLink,
  mayAcceptSignedIn,
  mayInvite,
  mayInviteAddress,
  mayInviteIntoPartner,
  mayInviteWorkspaceAdmin,
  mayIssueInvitation,
  mayResendInvitation,
  mayRevokeInvitation,
} from './invitations'
import { each, everybody, simulation, system, type Who } from './testing/actors'
import type { Verdict } from './verdict'

const administrators: readonly string[] = [
  'Organization Admin in the Default Workspace',
  'Organization Admin in Simulation',
  'both admins in Simulation',
  'Workspace Admin of Simulation',
] satisfies readonly Who[]
const organizationAdmins = administrators.filter((who) => who !== 'Workspace Admin of Simulation')

const manager = everybody['Workspace Admin of Simulation']
const code = (verdict: Verdict) => (verdict.ok ? 'ok' : verdict.code)

/** The same person in an organization that takes users from its identity provider alone. */
const provisionedManager = { ...manager, organization: { ...manager.organization, allowsLocalUsers: false } }

const open: InvitationFacts = {
  workspaceId: simulation.id,
  email: 'ada@example.org',
  state: 'pending',
  userThere: 'none',
  allowedDomains: null,
}

describe('[INV-1] the administrators of a workspace invite to it, and nobody else does', () => {
  test.each(each)('%s', (who, actor) => {
    const expected = administrators.includes(who) ? 'ok' : 'not-administrator'
    expect(code(mayInvite(actor, simulation.id))).toBe(expected)
    expect(code(mayResendInvitation(actor, open))).toBe(expected)
    expect(code(mayRevokeInvitation(actor, open))).toBe(expected)
  })
})

describe('[INV-6] only an Organization Admin invites a Workspace Admin', () => {
  test.each(each)('%s', (who, actor) => {
    const expected = organizationAdmins.includes(who) ? 'ok' : 'not-organization-admin'
    expect(code(mayInviteWorkspaceAdmin(actor))).toBe(expected)
  })
})

test.each([
  [{ isWorkspaceAdmin: false, groups: 0 }, 'ok'],
  [{ isWorkspaceAdmin: true, groups: 0 }, 'partner-user'],
  [{ isWorkspaceAdmin: false, groups: 1 }, 'partner-user'],
] as const)(
  '[PAR-2] [DEL-4] [GRP-1] straight into a partner neither a role comes along nor a group: %o',
  (wish, expected) => {
    expect(code(mayInviteIntoPartner(wish))).toBe(expected)
  },
)

test('[INV-5] without local users nobody is invited, nor sent a link again, but what is open can be revoked', () => {
  expect(code(mayInvite(provisionedManager, simulation.id))).toBe('provisioning-only')
  expect(code(mayResendInvitation(provisionedManager, open))).toBe('provisioning-only')
  expect(code(mayRevokeInvitation(provisionedManager, open))).toBe('ok')
})

const address: AddressFacts = {
  email: 'ada@example.org',
  userThere: 'none',
  partnerThere: null,
  open: null,
  intoPartnerId: null,
  allowedDomains: null,
}
const plainly = { partner: null, isWorkspaceAdmin: false }
const acme = { id: 'r-acme', name: 'Acme' }

describe('[INV-2] an address is invited once, and not where it has a user already', () => {
  test.each([
    [{}, 'ok'],
    [{ userThere: 'active' }, 'active-user'],
    [{ userThere: 'deactivated' }, 'deactivated'],
    [{ userThere: 'ended' }, 'ended'],
    [{ open: plainly }, 'pending'],
    // Whoever is there already is told that, whatever else stands in the way.
    [{ userThere: 'active', open: plainly, allowedDomains: [] }, 'active-user'],
    [{ open: plainly, allowedDomains: [] }, 'pending'],
  ] as const)('%o: %s', (facts, expected) => {
    expect(code(mayInviteAddress({ ...address, ...facts }))).toBe(expected)
  })
})

describe('[PAR-2] [INV-2] nobody comes into a partner, or past it, by what was meant otherwise', () => {
  const intoAcme = { intoPartnerId: acme.id }
  const invited = 'Revoke it first.'
  const there = 'Reactivate them under Members, then link or unlink them.'
  test.each([
    [{ ...intoAcme, open: { ...plainly, partner: acme } }, 'They have an invitation already. Send it again.'],
    [{ ...intoAcme, open: plainly }, `They have an invitation as a plain user. ${invited}`],
    [
      { ...intoAcme, open: { ...plainly, isWorkspaceAdmin: true } },
      `They have an invitation as Workspace Admin. ${invited}`,
    ],
    [{ open: { ...plainly, partner: acme } }, `They have an invitation as a user of Acme. ${invited}`],
    [
      { intoPartnerId: 'r-other', open: { ...plainly, partner: acme } },
      `They have an invitation as a user of Acme. ${invited}`,
    ],
    [
      { ...intoAcme, userThere: 'deactivated', partnerThere: acme },
      'They are deactivated in this workspace. Reactivate them.',
    ],
    [{ ...intoAcme, userThere: 'deactivated' }, `They are deactivated in this workspace, as a plain user. ${there}`],
    [
      { userThere: 'deactivated', partnerThere: acme },
      `They are deactivated in this workspace, as a user of Acme. ${there}`,
    ],
    [{ userThere: 'active', partnerThere: acme }, 'They are a user of this workspace already.'],
  ] as const)('%o: %s', (facts, expected) => {
    const verdict = mayInviteAddress({ ...address, ...facts })
    expect(verdict.ok ? 'ok' : verdict.reason).toBe(expected)
  })
})

test('[INV-4] the allowed domains hold at sending, at sending again and at acceptance', () => {
  const elsewhere = { allowedDomains: ['example.com'] } as const
  const here = { allowedDomains: ['example.org'] } as const
  const [ada, outside, inside] = [
    everybody['user of the Default Workspace'],
    { ...open, ...elsewhere },
    { ...open, ...here },
  ]
  const asked = (facts: Pick<InvitationFacts, 'allowedDomains'>, invitation: InvitationFacts) => [
    mayInviteAddress({ ...address, ...facts }),
    mayResendInvitation(manager, invitation),
    mayAcceptSignedIn(ada, invitation),
    mayAcceptByLink(ada, invitation, { canSignIn: false }),
  ]
  expect(asked(elsewhere, outside).map(code)).toEqual(Array(4).fill('domain-not-allowed'))
  expect(asked(here, inside).map(code)).toEqual(Array(4).fill('ok'))
})

describe('[INV-3] an invitation is sent again or revoked while it is open', () => {
  test.each([
    ['pending', 'ok', 'ok'],
    ['expired', 'ok', 'ok'],
    ['accepted', 'accepted', 'accepted'],
    ['revoked', 'revoked', 'revoked'],
  ] as const)('%s', (state, resend, revoke) => {
    expect(code(mayResendInvitation(manager, { ...open, state }))).toBe(resend)
    expect(code(mayRevokeInvitation(manager, { ...open, state }))).toBe(revoke)
  })

  test.each([
    ['active', 'active-user'],
    ['deactivated', 'deactivated'],
    ['ended', 'ended'],
  ] as const)('not sent to who is there meanwhile, %s', (userThere, expected) => {
    expect(code(mayResendInvitation(manager, { ...open, userThere }))).toBe(expected)
    expect(code(mayRevokeInvitation(manager, { ...open, userThere }))).toBe('ok')
  })
})

describe('[INV-3] its link is made by Atrium itself, while it is pending', () => {
  test.each(each)('%s', (who, actor) => {
    expect(code(mayIssueInvitation(actor, open))).toBe(who === 'Atrium itself' ? 'ok' : 'not-atrium')
  })
  test.each(['expired', 'accepted', 'revoked'] as const)('%s', (state) => {
    expect(code(mayIssueInvitation(system, { state }))).toBe('not-pending')
  })
})

describe('[INV-3] accepting', () => {
  const ada = everybody['user of the Default Workspace']
  const grace = { ...ada, person: { ...ada.person, email: 'grace@example.org' } }

  test.each([
    [{}, 'ok'],
    [{ state: 'accepted' }, 'accepted'],
    [{ state: 'expired' }, 'link-gone'],
    [{ state: 'revoked' }, 'link-gone'],
    [{ userThere: 'active' }, 'active-user'],
    [{ userThere: 'deactivated' }, 'locked-there'],
    [{ userThere: 'ended' }, 'locked-there'],
  ] as const)('%o: %s, signed in or by the link', (facts, expected) => {
    expect(code(mayAcceptSignedIn(ada, { ...open, ...facts }))).toBe(expected)
    expect(code(mayAcceptByLink(ada, { ...open, ...facts }, { canSignIn: false }))).toBe(expected)
  })

  test('needs the invited address, and whoever is signed in with another one is told which', () => {
    const verdict = mayAcceptSignedIn(grace, open)
    expect(verdict).toMatchObject({ code: 'another-address' })
    expect(verdict.ok ? '' : verdict.reason).toBe(
      'You are signed in as grace@example.org, and this invitation is to ada@example.org. Sign out first.',
    )
  })

  test('by the link is for who has no way yet to sign in', () => {
    expect(code(mayAcceptByLink(ada, open, { canSignIn: true }))).toBe('sign-in-first')
  })

  test('a link that nobody holds says the same as one that has died', () => {
    const dead = mayAcceptByLink(ada, { ...open, state: 'revoked' }, { canSignIn: false })
    expect(mayAcceptByLink(ada, null, { canSignIn: false })).toEqual(dead)
  })

  test('[INV-5] and an organization that takes no local users lets nobody in by it', () => {
    const closed = { ...ada, organization: { ...ada.organization, allowsLocalUsers: false } }
    expect(code(mayAcceptSignedIn(closed, open))).toBe('provisioning-only')
    expect(code(mayAcceptByLink(closed, open, { canSignIn: false }))).toBe('provisioning-only')
  })
})
