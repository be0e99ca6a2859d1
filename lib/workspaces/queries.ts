import 'server-only'
import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm'
import { organizationCounts } from '../../db/schema/organizations'
import { workspaceCounts, workspaces } from '../../db/schema/workspaces'
import { canonicalName } from '../canonical'
import { type Cursor, readCursor, writeCursor } from '../cursor'
import { reading } from '../database/client'
import type { Actor } from '../rules/actor'
import { mayDeleteWorkspace, mayEditWorkspace } from '../rules/workspaces'
import { workspacesInScope } from '../scope'
import { countsOfOrganization, countsOfWorkspace, factColumns } from './facts'
import type { ListWorkspacesInput } from './input'

const sorts = {
  name: { column: workspaces.nameKey, tie: workspaces.id, cast: sql`text`, kind: 'text' },
  created: { column: workspaces.createdAt, tie: workspaces.id, cast: sql`timestamptz`, kind: 'time' },
  users: { column: workspaceCounts.users, tie: workspaceCounts.workspaceId, cast: sql`int`, kind: 'number' },
} as const

const columns = {
  ...factColumns,
  code: workspaces.code,
  name: workspaces.name,
  nameKey: workspaces.nameKey,
  description: workspaces.description,
  revision: workspaces.revision,
  createdAt: workspaces.createdAt,
  // Milliseconds, as dates are in JavaScript, would skip rows made within one.
  createdKey: sql<string>`${workspaces.createdAt}::text`,
  users: workspaceCounts.users,
  workspaceAdmins: workspaceCounts.workspaceAdmins,
}

/** Name or workspace ID, anywhere in it; what is typed is compared as names are. */
const matches = (q: string): SQL | undefined =>
  q === ''
    ? undefined
    : sql`(position(${canonicalName(q)} in ${workspaces.nameKey}) > 0 or position(${q} in ${workspaces.code}) > 0)`

const order = (name: keyof typeof sorts, isDown: boolean) => {
  const direction = isDown ? desc : asc
  return [direction(sorts[name].column), direction(sorts[name].tie)]
}

const beyond = (name: keyof typeof sorts, cursor: Cursor | null, isDown: boolean): SQL | undefined => {
  if (!cursor) return undefined
  const { column, tie, cast } = sorts[name]
  const sign = isDown ? sql`<` : sql`>`
  return sql`(${column}, ${tie}) ${sign} (${String(cursor[0])}::${cast}, ${cursor[1]}::uuid)`
}

const split = (sort: ListWorkspacesInput['sort']) => {
  const isDown = sort.startsWith('-')
  const bare = isDown ? sort.slice(1) : sort
  const name = bare === 'created' || bare === 'users' ? bare : 'name'
  return { name, isDown } as const
}

type Row = Awaited<ReturnType<typeof selectRows>>[number]

function selectRows(actor: Actor, condition: SQL | undefined, sorted: SQL[], limit: number) {
  return reading(actor.organization.id, (tx) =>
    tx
      .select(columns)
      .from(workspaces)
      .innerJoin(workspaceCounts, countsOfWorkspace)
      .innerJoin(organizationCounts, countsOfOrganization)
      .where(and(workspacesInScope(actor), condition))
      .orderBy(...sorted)
      .limit(limit),
  )
}

/** One workspace of a list, with what this actor may do to it. `createdAt` is ISO 8601 in UTC. */
const withVerdicts = (actor: Actor, row: Row) => ({
  code: row.code,
  name: row.name,
  description: row.description,
  isDefault: row.isDefault,
  createdAt: row.createdAt.toISOString(),
  users: row.users,
  workspaceAdmins: row.workspaceAdmins,
  mayEdit: mayEditWorkspace(actor),
  mayDelete: mayDeleteWorkspace(actor, row),
})
export type WorkspaceRow = ReturnType<typeof withVerdicts>

/** One that is opened: its id and revision too, which changes are sent with. */
export type Workspace = WorkspaceRow & { readonly id: string; readonly revision: number }

/** A page of workspaces in scope, `size` rows, by key: `next` and `previous` are cursors or null. */
export async function listWorkspaces(actor: Actor, { q, sort, after, before }: ListWorkspacesInput, size = 50) {
  const { name, isDown } = split(sort)
  const back = after ? null : readCursor(before, sorts[name].kind)
  const cursor = back ?? readCursor(after, sorts[name].kind)
  // A page before a cursor is read backwards and turned round.
  const reads = back ? !isDown : isDown
  const found = await selectRows(actor, and(matches(q), beyond(name, cursor, reads)), order(name, reads), size + 1)
  const hasMore = found.length > size
  const page = found.slice(0, size)
  if (back) page.reverse()
  const keyOf = (row: Row) =>
    writeCursor([name === 'name' ? row.nameKey : name === 'users' ? row.users : row.createdKey, row.id])
  const first = page[0]
  const last = page.at(-1)
  const hasNext = back ? true : hasMore
  const hasPrevious = back ? hasMore : cursor !== null
  return {
    rows: page.map((row) => withVerdicts(actor, row)),
    next: hasNext && last ? keyOf(last) : null,
    previous: hasPrevious && first ? keyOf(first) : null,
    total: q === '' && actor.isOrganizationAdmin ? actor.organization.workspaces : null,
  }
}

/** The workspace with this ID in the actor's scope, or null. */
export async function findWorkspace(actor: Actor, code: string): Promise<Workspace | null> {
  // An address can say anything, also what no column can hold.
  if (!/^\d{2}-\d{7}$/.test(code)) return null
  const [row] = await selectRows(actor, eq(workspaces.code, code), [asc(workspaces.id)], 1)
  return row ? { id: row.id, revision: row.revision, ...withVerdicts(actor, row) } : null
}
