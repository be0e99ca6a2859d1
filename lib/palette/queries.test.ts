import { beforeAll, describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { deactivateUser } from '../deactivation/changes'
import { setPolicy } from '../policies/changes'
import type { UserActor } from '../rules/actor'
import { makeOrganization, makeUser, makeWorkspace, type TestOrganization, unwrap } from '../test/factories'
import { actorOf } from '../test/look'
import { addUsers } from '../users/changes'
import { createWorkspaces, deleteWorkspace } from '../workspaces/changes'
import type { Entry } from './entry'
import { ListEntries, ListFound } from './input'
import { listEntries, listFound } from './queries'

vi.setConfig({ testTimeout: 60_000 })

const known = (actor: UserActor, from?: string) => listEntries(actor, ListEntries.parse({ from }))
const found = (actor: UserActor, q: string) => listFound(actor, ListFound.parse({ q }))
const lines = (entries: readonly Entry[], group: Entry['group']) =>
  entries.filter((entry) => entry.group === group).map(({ label, hint }) => (hint === '' ? label : `${label}, ${hint}`))
const hrefOf = ({ deed }: Entry) => ('href' in deed ? deed.href : null)
const refusals = (entries: readonly Entry[]) =>
  entries.flatMap(({ label, verdict }) => (verdict.ok ? [] : [`${label}: ${verdict.reason}`]))

/** Two workspaces with people in them, and another organization in which everything has the same names. */
async function makePlace() {
  const organization = await makeOrganization({ name: 'Ada Fennwick' })
  const lab = await makeWorkspace(organization, 'Simulation')
  const other = await makeWorkspace(organization, 'Simulator Hall')
  const inLab = (name: string, email: string, isWorkspaceAdmin = false) =>
    makeUser(organization, { workspaceId: lab.workspaceId, name, email, isWorkspaceAdmin })
  const runner = await inLab('Kim Roe', 'kim@example.org', true)
  const plain = await inLab('Lin Okafor', 'lin@example.org')
  const boss = await inLab('Linus Boss', 'linus@example.org', true)
  const elsewhere = await makeUser(organization, {
    workspaceId: other.workspaceId,
    name: 'Lin Elsewhere',
    email: 'elsewhere@example.org',
  })
  return { organization, lab, other, runner, plain, boss, elsewhere }
}

type Place = Awaited<ReturnType<typeof makePlace>>
let place: Place
beforeAll(async () => {
  place = await makePlace()
  await makePlace()
})

const ofOrganization = [
  '/organization',
  '/organization/workspaces',
  '/organization/members',
  '/organization/policies',
  '/organization/sign-ins',
  '/organization/sessions',
  '/organization/operations',
  '/organization/audit',
  '/organization/mail',
]
const ofWorkspace = (code: string) =>
  [
    '',
    '/members',
    '/invitations',
    '/groups',
    '/partners',
    '/files',
    '/policies',
    '/files/trash',
    '/operations',
    '/audit',
  ].map((page) => `/workspaces/${code}${page}`)
const own = ['/', '/files', '/files/all', '/files/trash', '/operations', '/notices', '/profile']
const pagesOf = (entries: readonly Entry[]) => entries.filter(({ group }) => group === 'pages').map(hrefOf)

async function codeOfDefault({ admin }: TestOrganization) {
  return (await actorOf(admin)).user.workspace.code
}

describe('[POR-4] pages are those of the places the acting user may open', () => {
  test('[POR-1] [POR-4] an Organization Admin has the organization’s, and those of the workspace whose portal is open', async () => {
    const { organization, lab } = place
    const actor = await actorOf(organization.admin)
    expect(pagesOf(await known(actor, lab.code))).toEqual([...ofOrganization, ...ofWorkspace(lab.code), ...own])
    const home = await codeOfDefault(organization)
    expect(pagesOf(await known(actor))).toEqual([...ofOrganization, ...ofWorkspace(home), ...own])
  })
  test('[POR-4] a Workspace Admin has those of their own, whichever they ask from', async () => {
    const { lab, other, runner } = place
    const actor = await actorOf(runner)
    for (const from of [undefined, 'organization', lab.code, other.code, '99-9999999'])
      expect(pagesOf(await known(actor, from))).toEqual([...ofWorkspace(lab.code), ...own])
  })
  test('[POR-4] a user has their own place, and nothing else: no action of administration, refused or not', async () => {
    const { lab, plain } = place
    const actor = await actorOf(plain)
    for (const from of [undefined, 'organization', lab.code]) {
      const entries = await known(actor, from)
      expect(entries.map(({ label }) => label)).toEqual([
        'Home',
        'My files',
        'All files',
        'Trash',
        'Operations in progress',
        'Notices',
        'Profile',
        'Switch light and dark',
        'Sign out',
      ])
    }
  })
  test('what is offered first are the pages of where one is, and what one may do', async () => {
    const { organization, lab } = place
    const actor = await actorOf(organization.admin)
    const first = (entries: readonly Entry[]) => entries.filter(({ isFirst }) => isFirst).map(hrefOf)
    const actions = (code: string) => [
      `/workspaces/${code}/invitations?new=1`,
      '/organization/workspaces?new=1',
      '/organization/members/import',
      null,
      null,
    ]
    expect(first(await known(actor, lab.code))).toEqual([...ofWorkspace(lab.code), ...actions(lab.code)])
    const home = await codeOfDefault(organization)
    expect(first(await known(actor, 'organization'))).toEqual([...ofOrganization, ...actions(home)])
    expect(first(await known(actor))).toEqual([...own, ...actions(home)])
  })
})

describe('a refused action is there with its reason', () => {
  test('[WSP-2] [INV-7] a Workspace Admin is told who creates workspaces and imports rosters', async () => {
    const entries = await known(await actorOf(place.runner))
    expect(refusals(entries)).toEqual([
      'New Workspace: Only an Organization Admin can create workspaces.',
      'Import roster: Only an Organization Admin can import a roster.',
    ])
    expect(entries.find(({ label }) => label === 'Invite people')?.verdict.ok).toBe(true)
  })
  test('[INV-5] nobody invites where users come from the identity provider', async () => {
    const organization = await makeOrganization()
    const policy = { workspaceId: null, key: 'local-users', value: false, revision: 0 }
    unwrap(await actingAs(organization.admin.claim, () => setPolicy(policy)))
    const reason = 'This organization takes users only from its identity provider.'
    const entries = await known(await actorOf(organization.admin))
    expect(refusals(entries)).toEqual([`Invite people: ${reason}`, `Import roster: ${reason}`])
  })
  test('[DEL-6] a Workspace Admin deactivates who carries no role, and is told about the others', async () => {
    const { runner, plain, lab } = place
    const entries = await found(await actorOf(runner), 'deactivate lin')
    expect(lines(entries, 'actions')).toEqual([
      'Deactivate Lin Okafor, lin@example.org · Simulation',
      'Deactivate Linus Boss, linus@example.org · Simulation',
    ])
    expect(refusals(entries)).toEqual(['Deactivate Linus Boss: Ask an Organization Admin to remove the role first.'])
    expect(entries.map(hrefOf)).toContain(`/workspaces/${lab.code}/members/${plain.userId}?deactivate=1`)
  })
  test('[DEA-9] whoever is deactivated is found, and can be brought back', async () => {
    const { organization, lab } = place
    const name = 'Zed Gone'
    const gone = await makeUser(organization, { workspaceId: lab.workspaceId, name, email: 'zed@example.org' })
    unwrap(await actingAs(organization.admin.claim, () => deactivateUser({ userId: gone.userId, isWarned: true })))
    const actor = await actorOf(place.runner)
    expect(lines(await found(actor, 'zed'), 'people')).toEqual(['Zed Gone, zed@example.org · deactivated'])
    const [back] = (await found(actor, 'zed reac')).filter(({ group }) => group === 'actions')
    expect([back?.label, back?.verdict.ok]).toEqual(['Reactivate Zed Gone', true])
  })
})

describe('[SEC-4] a search finds what exists for the acting user', () => {
  test('[SEC-4] an Organization Admin finds every workspace and person of the organization, and of no other', async () => {
    const { organization, lab, other, plain, elsewhere } = place
    const actor = await actorOf(organization.admin)
    const entries = await found(actor, 'simul')
    expect(entries.map(hrefOf)).toEqual([`/workspaces/${lab.code}`, `/workspaces/${other.code}`])
    const people = await found(actor, 'lin ')
    expect(lines(people, 'people')).toEqual([
      'Lin Elsewhere, elsewhere@example.org',
      'Lin Okafor, lin@example.org',
      'Linus Boss, linus@example.org',
    ])
    expect(people.slice(0, 2).map(hrefOf)).toEqual([
      `/organization/members/${elsewhere.accountId}`,
      `/organization/members/${plain.accountId}`,
    ])
    expect(await found(actor, lab.code)).toMatchObject([{ label: 'Simulation', hint: lab.code }])
  })
  test('[SEC-4] a Workspace Admin finds users of their workspace, and no other workspace', async () => {
    const { runner, lab, other, plain, boss } = place
    const actor = await actorOf(runner)
    expect((await found(actor, 'lin')).map(hrefOf)).toEqual([
      `/workspaces/${lab.code}/members/${plain.userId}`,
      `/workspaces/${lab.code}/members/${boss.userId}`,
    ])
    for (const q of ['simul', 'hall', other.code, 'elsewhere', 'members hall', 'deactivate elsewhere', 'invite hall'])
      expect(await found(actor, q)).toEqual([])
    expect(lines(await known(actor), 'workspaces')).toEqual([`Simulation, ${lab.code}`])
  })
  test('[SEC-4] a user finds nobody and nothing, not even themselves', async () => {
    const actor = await actorOf(place.plain)
    for (const q of ['lin', 'kim', 'simul', place.lab.code, 'deactivate lin', 'members simulation', 'invite simul'])
      expect(await found(actor, q)).toEqual([])
  })
  test('[WSP-5] a deleted workspace and its users are not found', async () => {
    const organization = await makeOrganization()
    const { workspaceId, code, name } = await makeWorkspace(organization, 'Goner')
    await makeUser(organization, { workspaceId, name: 'Goner Too' })
    unwrap(await actingAs(organization.admin.claim, () => deleteWorkspace({ workspaceId, typedName: name })))
    const actor = await actorOf(organization.admin)
    for (const q of ['goner', code, 'members goner']) expect(await found(actor, q)).toEqual([])
  })
})

describe('[SWI-1] [POR-2] the person’s other users', () => {
  test('[SWI-1] can be switched to, and their portals opened', async () => {
    const { organization, lab } = place
    const email = 'two@example.org'
    const first = await makeUser(organization, { email, name: 'Two' })
    const second = await makeUser(organization, { email, workspaceId: lab.workspaceId, isWorkspaceAdmin: true })
    const entries = await known(await actorOf(first))
    expect(lines(entries, 'workspaces')).toEqual([`Simulation, ${lab.code} · as your user there`])
    expect(entries.flatMap(({ label, deed }) => (deed.kind === 'act-as' ? [{ label, ...deed }] : []))).toEqual([
      { label: 'Simulation', kind: 'act-as', userId: second.userId, href: `/workspaces/${lab.code}` },
      { label: 'Switch to Simulation', kind: 'act-as', userId: second.userId, href: '/' },
    ])
  })
})

describe('among many', () => {
  test('names that begin with what was typed come first, a few of them, and the way to the rest', async () => {
    const organization = await makeOrganization()
    const numbered = (name: string) => Array.from({ length: 30 }, (_, index) => `${name} ${index}`)
    const users = [...numbered('Carolin'), ...numbered('Lin'), 'Lin', ...numbered('Belinda'), 'Lindqvist'].map(
      (name, index) => ({
        name,
        email: `many-${index}@example.org`,
        workspaceId: organization.defaultWorkspaceId,
      }),
    )
    const workspaces = [...numbered('A lin'), ...numbered('Lin')].map((name) => ({ name, description: '' }))
    unwrap(await actingAs(organization.admin.claim, () => addUsers({ users })))
    unwrap(await actingAs(organization.admin.claim, () => createWorkspaces({ workspaces })))
    const entries = await found(await actorOf(organization.admin), 'LIN')
    for (const group of ['people', 'workspaces'] as const) {
      const labels = entries.filter((entry) => entry.group === group).map(({ label }) => label)
      expect(labels.slice(0, 6).every((label) => label.startsWith('Lin'))).toBe(true)
      expect(labels.slice(6)).toEqual([group === 'people' ? 'More members with “LIN”' : 'More workspaces with “LIN”'])
    }
    expect(lines(entries, 'people')[0]).toBe('Lin, many-60@example.org')
    expect(entries.map(hrefOf)).toContain('/organization/members?q=LIN&state=all')
    expect(lines(await found(await actorOf(organization.admin), 'lind'), 'people')[0]).toMatch(/^Lindqvist/)
    // Nothing is dropped for being in the middle of a name.
    expect(lines(await found(await actorOf(organization.admin), 'arolin 7'), 'people')).toEqual([
      'Carolin 7, many-7@example.org',
    ])
  })
  test('a person with several users is one person to the organization', async () => {
    const { organization, lab } = place
    const email = 'both@example.org'
    await makeUser(organization, { email, name: 'Both Ways' })
    await makeUser(organization, { email, name: 'Both Ways', workspaceId: lab.workspaceId })
    const actor = await actorOf(organization.admin)
    expect(lines(await found(actor, 'both'), 'people')).toEqual(['Both Ways, both@example.org'])
    expect(lines(await found(actor, 'deactivate both'), 'actions')).toHaveLength(2)
  })
  test('a page or an invitation is found with the workspace it is of', async () => {
    const { organization, other } = place
    const actor = await actorOf(organization.admin)
    for (const q of ['members hall', 'hall mem'])
      expect((await found(actor, q)).map(hrefOf)).toEqual([`/workspaces/${other.code}/members`])
    expect((await found(actor, 'invite to hall')).map(hrefOf)).toEqual([`/workspaces/${other.code}/invitations?new=1`])
  })
  test('whatever is typed is answered', async () => {
    const actor = await actorOf(place.organization.admin)
    for (const q of ['ﷺ'.repeat(200), '\ud800', '%', '\\', "'", 'x '.repeat(100), '\u0301', ' ', '›'])
      expect(Array.isArray(await found(actor, q))).toBe(true)
  })
})
