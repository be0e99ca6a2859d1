import { actingAs } from '../lib/call'
import { foundOrganization } from '../lib/organizations/changes'
import type { Result } from '../lib/result'
import { addUsers } from '../lib/users/changes'
import { createWorkspaces } from '../lib/workspaces/changes'

/** One synthetic organization. `workspaces` counts the Default Workspace, `users` the Organization Admin. */
export type Synthetic = {
  readonly name: string
  readonly slug: string
  readonly workspaces: number
  readonly users: number
  readonly seed: number
  /** Of the Organization Admin; nobody else gets one. */
  readonly password?: string | undefined
}

/** Told after each step what has been added. */
export type Progress = (added: { readonly workspaces?: number; readonly users?: number }) => void

type NewUser = Parameters<typeof addUsers>[0]['users'][number]

// As many as one change takes.
const batch = 1_000
const words = (text: string): readonly string[] => text.split(' ')
const fields = words(
  'Aero Hydro Thermal Acoustic Optical Rotor Battery Turbine Marine Polymer Satellite Bridge Robotics',
)
const works = words('Design Simulation Testing Research Validation Methods Prototypes Analysis')
const given = words(
  'Amara Bjørn Chiara Dmitri Emre Fatima Grace Hiroshi Inés Jamal Katarzyna Liam Mei Nadia Oskar Priya',
)
const family = words('Adeyemi Berg Costa Dubois Eriksson Ferrari Gupta Hansen Ito Jensen Kowalski Lopez Müller Nguyen')

/** Whole numbers from 0 up to `below` that look random and come again with the same seed (mulberry32). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

function done<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value
  throw new Error([...new Set([result.reason, ...Object.values(result.fields ?? {})])].join(' '))
}

function* inBatches<Item>(items: readonly Item[]) {
  for (let start = 0; start < items.length; start += batch) yield items.slice(start, start + batch)
}

/** Names that differ: each pair of words once, then each with a 2, a 3 and so on. */
function workspaceNames(count: number, first: number) {
  const pairs = fields.flatMap((field) => works.map((work) => `${field} ${work}`))
  return Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / pairs.length)
    const pair = pairs[(index * 37 + first) % pairs.length] ?? ''
    return { name: round === 0 ? pair : `${pair} ${round + 1}`, description: index % 3 === 0 ? '' : `${pair}, shared.` }
  })
}

/** Everybody but the first: one user in each workspace, then anywhere; one in six is a second user of the last person. */
function people({ slug, users, seed }: Synthetic, workspaceIds: readonly string[]): readonly NewUser[] {
  const next = numbersFrom(seed)
  const pick = (list: readonly string[]) => list[next(list.length)] ?? ''
  const made: NewUser[] = []
  let last = { name: '', email: '', home: 0, users: 2 }
  for (let index = 1; index < users; index++) {
    const isFirstThere = index < workspaceIds.length
    const isSecond = !isFirstThere && workspaceIds.length > 1 && last.users === 1 && next(5) === 0
    const home = isFirstThere ? index : next(workspaceIds.length)
    const elsewhere = (last.home + 1 + next(workspaceIds.length - 1)) % workspaceIds.length
    const person = { name: `${pick(given)} ${pick(family)}`, email: `person-${index}@${slug}.example`, home, users: 1 }
    last = isSecond ? { ...last, home: elsewhere, users: 2 } : person
    const workspaceId = workspaceIds[last.home] ?? ''
    // Every tenth workspace stays without one, so that the mark of WSP-10 is seen.
    const isWorkspaceAdmin = isFirstThere && index % 10 !== 9
    made.push({ email: last.email, name: last.name, workspaceId, isWorkspaceAdmin })
  }
  return made
}

/** Makes one organization through the changes everybody uses. Gives the Organization Admin's address. */
export async function makeSynthetic(wanted: Synthetic, progress: Progress) {
  const { name, slug, password } = wanted
  const organizationId = crypto.randomUUID()
  const asSystem = <T>(run: () => Promise<T>) => actingAs({ kind: 'system', organizationId }, run)
  const { defaultWorkspaceId } = done(await asSystem(() => foundOrganization({ organizationName: name, slug })))
  const email = `admin@${slug}.example`
  const admin = { email, name: 'Ada Administrator', workspaceId: defaultWorkspaceId, password }
  const users = [{ ...admin, isOrganizationAdmin: true, isWorkspaceAdmin: true }]
  const userId = done(await asSystem(() => addUsers({ users })))[0]?.id ?? ''
  const asAdmin = <T>(run: () => Promise<T>) => actingAs({ kind: 'user', organizationId, userId }, run)
  progress({ workspaces: 1, users: 1 })
  const ids = [defaultWorkspaceId]
  for (const workspaces of inBatches(workspaceNames(wanted.workspaces - 1, wanted.seed))) {
    ids.push(...done(await asAdmin(() => createWorkspaces({ workspaces }))).map((workspace) => workspace.id))
    progress({ workspaces: workspaces.length })
  }
  for (const added of inBatches(people(wanted, ids))) {
    done(await asAdmin(() => addUsers({ users: added })))
    progress({ users: added.length })
  }
  return { organizationId, userId, email }
}
