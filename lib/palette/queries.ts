import 'server-only'
import { canonicalName } from '../canonical'
import { writeCursor } from '../cursor'
import { firstOfEach } from '../first-of-each'
import { workspaceSections } from '../portals/pages'
import type { UserActor } from '../rules/actor'
import { mayOpenWorkspacePortal } from '../rules/portals'
import { mayListWorkspaces } from '../rules/workspaces'
import { settings } from '../settings'
import { ListUsers } from '../users/input'
import { listUsers } from '../users/queries'
import { ListWorkspaces } from '../workspaces/input'
import { findWorkspace, listWorkspaces } from '../workspaces/queries'
import { deedOn, entriesOf, insideOf, listEntry, type Place, personEntry, workspaceEntry } from './entries'
import type { Entry } from './entry'
import type { ListEntriesInput, ListFoundInput } from './input'
import { bestFirst, matching, wordsOf } from './match'

// Entries of one kind in an answer, at most.
const most = 6
// So many are looked at for the best of them.
const looked = 20

/** The workspace at hand: that whose portal is open, else the acting user's own; null where they may open neither. */
async function placeOf(actor: UserActor, from: string | undefined): Promise<Place | null> {
  const own = actor.user.workspace
  const asked =
    from === undefined || from === 'organization' || from === own.code ? own : await findWorkspace(actor, from)
  return [asked, own].find((place) => place && mayOpenWorkspacePortal(actor, place.id).ok) ?? null
}

/** POR-4, section 2: what the palette offers without a search, with verdicts: pages, actions, one's other users. */
export async function listEntries(actor: UserActor, { from }: ListEntriesInput): Promise<readonly Entry[]> {
  const place = await placeOf(actor, from)
  const portal = from === 'organization' ? from : from !== undefined && from === place?.code ? 'workspace' : null
  return entriesOf(actor, { portal, place, keepsMail: !settings().smtpUrl })
}

/** Just before the first name that begins so: whoever types the beginning of a name wants those first. */
const before = (typed: string) =>
  writeCursor([[...typed].slice(0, 80).join(''), '00000000-0000-0000-0000-000000000000'])

// One or two letters stand in nearly every name, and no index finds them there.
const shortest = 3

/**
 * Rows of a list whose name begins with what was typed, and after them, if those are few, others that have it anywhere.
 * Beginnings are read off the list itself from where they stand in it, so that among many they cost what they do among few.
 */
async function beginningFirst<Row extends { readonly name: string }>(
  q: string,
  list: (asked: { readonly q: string; readonly after?: string }) => Promise<{ readonly rows: readonly Row[] }>,
  keyOf: (row: Row) => string,
): Promise<readonly Row[]> {
  const typed = canonicalName(q)
  if (typed === '') return []
  const { rows } = await list({ q: '', after: before(typed) })
  const beginning = rows.filter((row) => canonicalName(row.name).startsWith(typed))
  if (beginning.length === looked || typed.length < shortest) return beginning
  const anywhere = await list({ q })
  return firstOfEach([...beginning, ...anywhere.rows], keyOf)
}

async function workspacesLike(actor: UserActor, q: string) {
  if (!mayListWorkspaces(actor).ok) return []
  const list = (asked: object) => listWorkspaces(actor, ListWorkspaces.parse(asked), looked)
  return beginningFirst(q, list, ({ code }) => code)
}

/** USR-1: those in scope: of the organization for its admins, else of the workspace the actor runs; locked ones too. */
async function usersLike(actor: UserActor, q: string) {
  const list = (asked: object) => listUsers(actor, ListUsers.parse({ ...asked, state: 'all' }), looked)
  return beginningFirst(q, list, ({ id }) => id)
}

const knownWords = ['invite', 'to', 'deactivate', 'reactivate'].concat(
  workspaceSections('').flatMap(({ label, items }) =>
    wordsOf([label, ...(items ?? []).map((page) => page.label)].join(' ')),
  ),
)

/** What was typed without the beginnings of words that name a page or an action: whom or what that is about. */
const aboutWhat = (q: string): string =>
  q
    .split(/\s+/)
    .filter((word) => {
      const typed = canonicalName(word)
      return typed.length < 3 ? typed !== 'to' : !knownWords.some((known) => known.startsWith(typed))
    })
    .join(' ')

/** At most so many, and then the way to the rest. */
function topAndRest(entries: readonly Entry[], rest: Entry): readonly Entry[] {
  const once = firstOfEach(entries, ({ id }) => id)
  return once.length > most ? [...once.slice(0, most), rest] : once
}

/**
 * POR-4, SEC-4: what a search finds among what exists for the actor, best first and at most six of a kind: workspaces,
 * people, and where a page or an action is named with them (“members simulation”, “deactivate lin”) those, with verdicts.
 */
export async function listFound(actor: UserActor, { q }: ListFoundInput): Promise<readonly Entry[]> {
  const about = aboutWhat(q)
  const isAsked = about !== '' && about !== q
  const [places, people, placesAbout, peopleAbout] = await Promise.all([
    workspacesLike(actor, q),
    usersLike(actor, q),
    isAsked ? workspacesLike(actor, about) : [],
    isAsked ? usersLike(actor, about) : [],
  ])
  const opened = await Promise.all(placesAbout.slice(0, most).map(({ code }) => findWorkspace(actor, code)))
  const inside = opened.flatMap((place) => (place ? insideOf(actor, place) : []))
  const asked = matching(q, [...inside, ...peopleAbout.map(deedOn)])
  const persons = people.map((user) => personEntry(actor, user))
  const code = actor.isOrganizationAdmin ? null : actor.user.workspace.code
  return [
    ...asked.filter(({ group }) => group === 'actions').slice(0, most),
    ...topAndRest(bestFirst(q, places.map(workspaceEntry)), listEntry('workspaces', null, q)),
    ...asked.filter(({ group }) => group === 'workspaces').slice(0, most),
    ...topAndRest(bestFirst(q, persons), listEntry('people', code, q)),
  ]
}
