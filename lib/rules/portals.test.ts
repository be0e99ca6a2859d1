import { describe, expect, test } from 'vitest'
import { administers, isActingIn } from './actor'
import { mayOpenOrganizationPortal, mayOpenWorkspacePortal } from './portals'
import {
  actingAsFirst,
  defaultWorkspace,
  each,
  everybody,
  materials,
  ownUser,
  simulation,
  type Who,
} from './testing/actors'

type Cell = { readonly organization: boolean; readonly workspaces: readonly string[] }
const all = [defaultWorkspace.id, simulation.id, materials.id]

// Which portals each may open; what the same person's other users carry does not count.
const table: Readonly<Record<Who, Cell>> = {
  'Organization Admin in the Default Workspace': { organization: true, workspaces: all },
  'Organization Admin in Simulation': { organization: true, workspaces: all },
  'both admins in Simulation': { organization: true, workspaces: all },
  'Workspace Admin of Simulation': { organization: false, workspaces: [simulation.id] },
  'Workspace Admin of Materials': { organization: false, workspaces: [materials.id] },
  'Workspace Admin of the Default Workspace': { organization: false, workspaces: [defaultWorkspace.id] },
  'user of Simulation': { organization: false, workspaces: [] },
  'user of the Default Workspace': { organization: false, workspaces: [] },
  'user of Simulation whose other user is Organization Admin': { organization: false, workspaces: [] },
  'partner user of Simulation': { organization: false, workspaces: [] },
  'somebody not signed in': { organization: false, workspaces: [] },
  'Atrium itself': { organization: false, workspaces: [] },
}
const cells = Object.entries(table)

test('the table names everybody', () => {
  expect(cells.map(([who]) => who)).toEqual(each.map(([who]) => who))
})

describe('[POR-2] the organization portal opens for an Organization Admin alone', () => {
  test.each(each)('%s', (who, actor) => {
    const mayOpen = cells.find(([name]) => name === who)?.[1].organization
    expect(mayOpenOrganizationPortal(actor)).toEqual(
      mayOpen
        ? { ok: true }
        : {
            ok: false,
            code: 'not-organization-admin',
            reason: 'Only an Organization Admin can open the organization portal.',
          },
    )
  })
})

describe('[POR-2] a workspace portal opens for who administers that workspace', () => {
  test.each(each)('%s', (who, actor) => {
    const mayOpen = cells.find(([name]) => name === who)?.[1].workspaces ?? []
    for (const id of all)
      expect(mayOpenWorkspacePortal(actor, id)).toEqual(
        mayOpen.includes(id)
          ? { ok: true }
          : { ok: false, code: 'not-workspace-admin', reason: 'You do not administer this workspace.' },
      )
  })
})

test('[POR-2] a person is judged by the acting user alone', () => {
  const strong = ownUser(simulation, { isWorkspaceAdmin: true, isOrganizationAdmin: true })
  const weak = ownUser(materials)
  expect(mayOpenOrganizationPortal(actingAsFirst(weak, strong)).ok).toBe(false)
  expect(mayOpenWorkspacePortal(actingAsFirst(weak, strong), simulation.id).ok).toBe(false)
  expect(mayOpenWorkspacePortal(actingAsFirst(strong, weak), materials.id).ok).toBe(true)
})

test('who acts in a workspace is a user of it, and neither Atrium nor somebody not signed in', () => {
  for (const [, actor] of each)
    for (const id of all) expect(isActingIn(actor, id)).toBe(actor.kind === 'user' && actor.user.workspace.id === id)
})

test('administering is being an Organization Admin, or a Workspace Admin of that very workspace', () => {
  expect(administers(everybody['Workspace Admin of Simulation'], simulation.id)).toBe(true)
  expect(administers(everybody['Workspace Admin of Simulation'], materials.id)).toBe(false)
  expect(administers(everybody['Organization Admin in Simulation'], materials.id)).toBe(true)
  expect(administers(everybody['user of Simulation'], simulation.id)).toBe(false)
})
